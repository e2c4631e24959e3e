import { Injectable } from '@nestjs/common';
import { Clock, newId, notFound, Refusal, type VisitorActor } from '../kernel/index.js';
import { Events, Live, UnitOfWork } from '../platform/index.js';
import { isTooMuch, learnSigned, learnUnsigned, replyEmail, type Facts } from './domain/facts.js';
import type { Profile } from './domain/profile.js';
import { IdentityProofs, type IdentifyInput, type ProvenProfile } from './identity-proofs.js';
import { MergeVisitors } from './merge-visitors.js';
import { visitorRoom } from './visitor.live.js';
import { VisitorAddressChanged, VisitorIdentified } from './visitors.events.js';

export interface Identified {
  /** The browser's row from now on: another one where it belonged to another customer until now. */
  browserId: string;
  /** How often its token was renewed: once more where the browser has become somebody's. */
  renewals: number;
}

interface Joined extends Identified {
  /** The customer: the browser's row itself, or the one it was merged into. */
  visitorId: string;
}

interface Row {
  id: string;
  mergedInto: string | null;
  externalId: string | null;
  renewals: number;
}

/**
 * Believes a site's signed word on who its visitor is, and joins what the anonymous visitor had to that customer. A
 * browser that becomes somebody's has a new token from then on, and whoever is there by one of before is sent away.
 */
@Injectable()
export class IdentifyVisitor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly proofs: IdentityProofs,
    private readonly merge: MergeVisitors,
    private readonly events: Events,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  /** `socketId` is the socket that the site's word came by, which stays. */
  async run(actor: VisitorActor, input: IdentifyInput, socketId?: string): Promise<Identified> {
    const profile = await this.proofs.of(actor, input);
    return this.unitOfWork.run(actor.brandId, async () => {
      await this.hold(actor);
      const [current] = await this.rows(actor.brandId, 'v.id = $2', actor.id);
      const [known] = await this.rows(actor.brandId, 'v.external_id = $2', profile.externalId);
      if (!current) throw notFound();
      const { visitorId: subjectId, ...identified } = await this.join(actor, current, known, profile);
      if (identified.renewals > current.renewals) this.sendAway(actor, socketId);
      const hasOtherAddress = await this.keep(actor.brandId, subjectId, profile);
      if (current.externalId !== profile.externalId)
        await this.events.record(actor, VisitorIdentified, { subjectId, data: { siteId: actor.siteId } });
      else if (hasOtherAddress) await this.events.record(actor, VisitorAddressChanged, { subjectId });
      return identified;
    });
  }

  /** Two tabs may say it at once: what the first has written is read by statements that begin after it. */
  private async hold({ brandId, id }: VisitorActor): Promise<void> {
    const sql = 'SELECT 1 FROM visitors WHERE brand_id = $1 AND id = $2 FOR UPDATE';
    await this.unitOfWork.query(sql, [brandId, id]);
  }

  private sendAway({ brandId, id }: VisitorActor, socketId?: string): void {
    const staying = socketId ? [socketId] : [];
    this.unitOfWork.afterCommit(() => this.live.endVisitors(visitorRoom(brandId, id), staying));
  }

  private rows(brandId: string, condition: string, value: string): Promise<Row[]> {
    return this.unitOfWork.query<Row>(
      `SELECT v.id, v.renewals, v.merged_into AS "mergedInto", coalesce(v.external_id, p.external_id) AS "externalId"
       FROM visitors v LEFT JOIN visitors p ON p.brand_id = v.brand_id AND p.id = v.merged_into
       WHERE v.brand_id = $1 AND ${condition} FOR UPDATE OF v`,
      [brandId, value],
    );
  }

  private async join(
    actor: VisitorActor,
    current: Row,
    known: Row | undefined,
    profile: Profile,
  ): Promise<Joined> {
    const { id: browserId, renewals } = current;
    if (known && known.id === (current.mergedInto ?? browserId))
      return { browserId, renewals, visitorId: known.id };
    if (current.externalId) return this.changeHands(actor, known, profile);
    await this.unitOfWork.query(
      'UPDATE visitors SET renewals = renewals + 1 WHERE brand_id = $1 AND id = $2',
      [actor.brandId, browserId],
    );
    const joined = { browserId, renewals: renewals + 1, visitorId: known?.id ?? browserId };
    if (known) {
      await this.merge.run(actor, { from: browserId, into: known.id });
      return joined;
    }
    await this.unitOfWork.query(
      `UPDATE visitors SET external_id = $3, merged_into = NULL, rejoined_at = NULL WHERE brand_id = $1 AND id = $2`,
      [actor.brandId, browserId, profile.externalId],
    );
    return joined;
  }

  /** The browser was another customer's: it starts anew, so that nothing of theirs goes along. */
  private async changeHands(actor: VisitorActor, known: Row | undefined, profile: Profile): Promise<Joined> {
    const browserId = newId();
    await this.unitOfWork.query(
      `INSERT INTO visitors (brand_id, id, site_id, external_id, locale, device, browser, merged_into, created_at, last_seen_at)
       SELECT brand_id, $3::uuid, site_id, $4::text, locale, device, browser, $5::uuid, $6::timestamptz, $6::timestamptz
       FROM visitors WHERE brand_id = $1 AND id = $2`,
      [
        actor.brandId,
        actor.id,
        browserId,
        known ? null : profile.externalId,
        known?.id ?? null,
        this.clock.now(),
      ],
    );
    return { browserId, renewals: 0, visitorId: known?.id ?? browserId };
  }

  /** Whether answers go elsewhere from now on. */
  private async keep(brandId: string, visitorId: string, profile: ProvenProfile): Promise<boolean> {
    const known = await this.unitOfWork.one<Facts>(
      'SELECT name, email, attributes, unverified FROM visitors WHERE brand_id = $1 AND id = $2 FOR UPDATE',
      [brandId, visitorId],
    );
    const after = profile.isWhole ? learnSigned(known, profile) : learnUnsigned(known, profile);
    if (Object.keys(profile.attributes).length > 0 && isTooMuch(after))
      throw new Refusal('invalid', 'identity_invalid', { params: { field: 'attributes' } });
    await this.unitOfWork.query(
      `UPDATE visitors SET name = $3, email = $4, attributes = $5, unverified = $6 WHERE brand_id = $1 AND id = $2`,
      [brandId, visitorId, after.name, after.email, JSON.stringify(after.attributes), after.unverified],
    );
    return replyEmail(after) !== replyEmail(known);
  }
}
