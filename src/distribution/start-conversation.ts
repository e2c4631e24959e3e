import { Injectable } from '@nestjs/common';
import {
  EntryWriter,
  PostMessage,
  StartConversationRecord,
  type ConversationOrigin,
  type FirstMessage,
} from '../conversations/index.js';
import { Clock, newId, notFound, systemActor, type VisitorActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { Texts } from '../sites/index.js';
import { BrandTurns } from './brand-turns.js';
import { ConversationLanded, ConversationQueued } from './distribution.events.js';
import { afterPlacement, place, type PlacedConversation } from './domain/place.js';
import { NetworkShares, networkWaits } from './network-shares.js';
import { Routing } from './routing.js';
import { RunPass } from './run-pass.js';

export interface StartConversationInput {
  siteId: string;
  ruleId: string;
  /** Made by the client once a message; sent again, it gives the first result. */
  clientId: string;
  body: string;
  fileIds?: readonly string[];
  locale: string;
  page?: { url: string; title: string };
  /** Where the visitor is, as limits by address count it; null where those do not hold. */
  network?: string | null;
  origin?: ConversationOrigin;
}

/** `posted`: the visitor had an open conversation through a rule on this site already, and the message went there. */
export type StartedConversation =
  | { state: 'started' | 'repeated' | 'posted'; conversationId: string; visitorSeq: number | null }
  | { state: 'no_room' };

type Outcome = StartedConversation | { state: 'open'; conversationId: string } | { state: 'network_waits' };

/** The first message: a conversation starts with it, on a desk or in a queue, or nothing starts. */
@Injectable()
export class StartConversation {
  constructor(
    private readonly turns: BrandTurns,
    private readonly unitOfWork: UnitOfWork,
    private readonly routing: Routing,
    private readonly runPass: RunPass,
    private readonly shares: NetworkShares,
    private readonly record: StartConversationRecord,
    private readonly entries: EntryWriter,
    private readonly post: PostMessage,
    private readonly texts: Texts,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: VisitorActor, input: StartConversationInput): Promise<StartedConversation> {
    const outcome = await this.turns.take(actor.brandId, () =>
      this.unitOfWork.run(actor.brandId, () => this.start(actor, input)),
    );
    if (outcome.state === 'network_waits') throw networkWaits();
    if (outcome.state !== 'open') return outcome;
    const { conversationId } = outcome;
    const { clientId, body, fileIds } = input;
    const { state, visitorSeq } = await this.post.run(actor, { conversationId, clientId, body, fileIds });
    return { state, conversationId, visitorSeq };
  }

  private async start(actor: VisitorActor, input: StartConversationInput): Promise<Outcome> {
    const message: FirstMessage = { ...input, side: 'visitor', authorId: actor.id };
    await this.record.checkAuthor(actor);
    const taken = await this.routing.take();
    const repeated = await this.record.repeated(actor, message);
    if (repeated) {
      const { conversationId, visitorSeq } = repeated;
      return { state: 'repeated', conversationId, visitorSeq };
    }
    const open = await this.openConversation(actor, input.siteId);
    if (open) return { state: 'open', conversationId: open };
    if (!taken.rules.some(({ id }) => id === input.ruleId)) throw notFound();

    const { state } = await this.runPass.fill(taken);
    const placement = place(input.ruleId, state, this.clock.now());
    if (placement.kind === 'no_room') {
      await this.runPass.tellOfRoom(state);
      return { state: 'no_room' };
    }
    const startedFrom = this.shares.mark(input.network);
    if (!(await this.shares.hasPlace(placement, startedFrom))) {
      await this.runPass.tellOfRoom(state);
      return { state: 'network_waits' };
    }
    const started = await this.write(actor, { ...input, message, startedFrom }, placement, state.lastNo + 1);
    await this.runPass.tellOfRoom(afterPlacement(state, placement));
    return { state: 'started', ...started };
  }

  private async write(
    actor: VisitorActor,
    input: StartConversationInput & { message: FirstMessage; startedFrom: string | null },
    placement: PlacedConversation,
    no: number,
  ): Promise<{ conversationId: string; visitorSeq: number | null }> {
    const { siteId, ruleId, locale, page, message, startedFrom, origin = 'targeted' } = input;
    const { queueId, kind } = placement;
    const chosen = placement.trace.groups.find((group) => group.queueId === queueId);
    const asynchronous = (chosen?.threshold ?? 0) > 0;
    const recordId = newId();
    await this.routing.note(placement, no, recordId);
    const { conversationId, entry } = await this.record.run(actor, {
      siteId,
      visitorId: actor.id,
      origin,
      asynchronous,
      locale,
      page,
      ruleId,
      groupId: chosen?.groupId,
      queueId,
      queueNo: no,
      memberId: kind === 'desk' ? placement.memberId : null,
      startedFrom,
      message,
    });
    if (kind === 'desk') await this.land(actor.brandId, conversationId, { ...placement, recordId });
    else {
      await this.events.record(systemActor(actor.brandId), ConversationQueued, {
        subjectId: conversationId,
        conversationId,
        data: { queueId, recordId },
      });
      await this.answer(actor, conversationId, siteId);
    }
    return { conversationId, visitorSeq: entry?.visitorSeq ?? null };
  }

  private async land(
    brandId: string,
    conversationId: string,
    { memberId, queueId, recordId }: { memberId: string; queueId: string; recordId: string },
  ): Promise<void> {
    const member = await this.unitOfWork.one<{ id: string; name: string; picture: string | null }>(
      'SELECT id, name, picture FROM members WHERE brand_id = $1 AND id = $2',
      [brandId, memberId],
    );
    await this.entries.line(conversationId, { code: 'landed', by: member });
    await this.events.record(systemActor(brandId), ConversationLanded, {
      subjectId: conversationId,
      conversationId,
      data: { memberId, queueId, recordId, isNew: true },
    });
  }

  /** What the brand says at once to somebody who has to wait; empty where it says nothing. */
  private async answer(actor: VisitorActor, conversationId: string, siteId: string): Promise<void> {
    const body = await this.texts.text(actor.brandId, siteId, 'automatic_answer', actor.locale);
    if (body.trim() === '') return;
    const brand = await this.unitOfWork.one<{ id: string; name: string }>(
      'SELECT id, name FROM brands WHERE id = $1',
      [actor.brandId],
    );
    await this.entries.automaticMessage(conversationId, { clientId: newId(), body, by: brand });
  }

  /** A visitor has at most one open conversation through rules on a site. */
  private async openConversation(actor: VisitorActor, siteId: string): Promise<string | null> {
    const [open] = await this.unitOfWork.query<{ id: string }>(
      `SELECT c.id FROM visitor_authors($1, ARRAY[$2::uuid]) v
       JOIN conversations c ON c.brand_id = $1 AND c.visitor_id = ANY (v.ids)
       WHERE c.site_id = $3 AND c.rule_id IS NOT NULL AND c.state <> 'closed'
       ORDER BY c.started_at DESC LIMIT 1`,
      [actor.brandId, actor.id, siteId],
    );
    return open?.id ?? null;
  }
}
