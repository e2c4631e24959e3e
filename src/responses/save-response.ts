import { Injectable } from '@nestjs/common';
import { Clock, forbidden, invalidFields, isId, newId, Refusal, type Actor } from '../kernel/index.js';
import { Events, UnitOfWork, VISITOR_LOCALES } from '../platform/index.js';
import {
  folded,
  MOST_OF_BRAND,
  MOST_OF_MEMBER,
  responseProblems,
  tidied,
  type ResponseState,
} from './domain/response.js';
import { mayShare, ResponseAccess } from './response.access.js';
import { OwnResponseSaved, ResponseSaved } from './responses.events.js';

/** A canned response as it shall be, new or changed: one's own, or as a manager one that others use. */
@Injectable()
export class SaveResponse {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: ResponseAccess,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(
    actor: Actor,
    { responseId = newId(), ...input }: ResponseState & { responseId?: string },
  ): Promise<string> {
    if (input.scope === 'mine' ? actor.kind !== 'member' : !mayShare(actor)) throw forbidden();
    const after = tidied(input);
    const problems = responseProblems(after, VISITOR_LOCALES);
    if (Object.keys(problems).length > 0) throw invalidFields(problems);
    await this.unitOfWork.run(actor.brandId, async () => {
      await this.lock(actor);
      const before = await this.access.find(actor, responseId);
      await this.refuseUnknownGroup(actor, after);
      await this.refuseTakenShortcut(actor, responseId, after);
      if (before?.scope !== after.scope) await this.refuseTooMany(actor, after);
      await this.write(actor, responseId, after);
      const isOwn = after.scope === 'mine' && (before === null || before.scope === 'mine');
      if (isOwn) await this.events.record(actor, OwnResponseSaved, { subjectId: responseId });
      else await this.events.record(actor, ResponseSaved, { subjectId: responseId, data: { before, after } });
    });
    return responseId;
  }

  /** One change of the brand's settings at a time: two who take one shortcut do not both get it. */
  private async lock({ brandId }: Actor): Promise<void> {
    await this.unitOfWork.query('SELECT FROM brand_settings WHERE brand_id = $1 FOR UPDATE', [brandId]);
  }

  private async refuseUnknownGroup({ brandId }: Actor, { scope, groupId }: ResponseState): Promise<void> {
    if (scope !== 'group') return;
    const known =
      isId(groupId) &&
      (await this.unitOfWork.query('SELECT FROM groups WHERE brand_id = $1 AND id = $2', [brandId, groupId]));
    if (!known || known.length === 0) throw invalidFields({ scope: 'invalid_input' });
  }

  private async refuseTakenShortcut(actor: Actor, id: string, response: ResponseState): Promise<void> {
    const others = await this.unitOfWork.query(
      `SELECT FROM responses WHERE brand_id = $1 AND member_id IS NOT DISTINCT FROM $2
         AND group_id IS NOT DISTINCT FROM $3 AND lower(shortcut) = lower($4) AND id <> $5`,
      [actor.brandId, ownerOf(actor, response), response.groupId, response.shortcut, id],
    );
    if (others.length > 0) throw invalidFields({ shortcut: 'shortcut_taken' });
  }

  private async refuseTooMany(actor: Actor, response: ResponseState): Promise<void> {
    const { count } = await this.unitOfWork.one<{ count: number }>(
      `SELECT count(*)::integer AS count FROM responses
       WHERE brand_id = $1 AND (CASE WHEN $2::uuid IS NULL THEN member_id IS NULL ELSE member_id = $2 END)`,
      [actor.brandId, ownerOf(actor, response)],
    );
    const most = response.scope === 'mine' ? MOST_OF_MEMBER : MOST_OF_BRAND;
    if (count >= most) throw new Refusal('conflict', 'responses_full', { params: { most } });
  }

  private async write(actor: Actor, id: string, response: ResponseState): Promise<void> {
    const { groupId, shortcut, title, bodies } = response;
    const now = this.clock.now();
    await this.unitOfWork.query(
      `INSERT INTO responses (brand_id, id, member_id, group_id, shortcut, title, folded, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
       ON CONFLICT (brand_id, id) DO UPDATE SET member_id = excluded.member_id, group_id = excluded.group_id,
         shortcut = excluded.shortcut, title = excluded.title, folded = excluded.folded,
         updated_at = excluded.updated_at`,
      [
        actor.brandId,
        id,
        ownerOf(actor, response),
        groupId,
        shortcut,
        title,
        folded(`${shortcut}\n${title}`),
        now,
      ],
    );
    await this.unitOfWork.query('DELETE FROM response_texts WHERE brand_id = $1 AND response_id = $2', [
      actor.brandId,
      id,
    ]);
    const texts = Object.entries(bodies);
    await this.unitOfWork.query(
      `INSERT INTO response_texts (brand_id, response_id, locale, body, folded)
       SELECT $1, $2, t.locale, t.body, t.folded FROM unnest($3::text[], $4::text[], $5::text[]) t (locale, body, folded)`,
      [
        actor.brandId,
        id,
        texts.map(([locale]) => locale),
        texts.map(([, body]) => body),
        texts.map(([, body]) => folded(body)),
      ],
    );
  }
}

function ownerOf(actor: Actor, { scope }: ResponseState): string | null {
  return scope === 'mine' ? actor.id : null;
}
