import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ConversationMoved, MessageCreated, SEEN_BY_VISITORS } from '../conversations/index.js';
import { lastResortOf, CapacityChanged, RuleSaved } from '../distribution/index.js';
import { Events, Live } from '../platform/index.js';
import { DocumentPublished, TextSaved } from '../sites/index.js';
import { SurveyAnswered } from '../surveys/index.js';
import {
  TermsAccepted,
  VisitorBlocked,
  VisitorBlocks,
  visitorRoom,
  VisitorSettingsChanged,
  VisitorUnblocked,
} from '../visitors/index.js';
import { VisitorConversations } from './visitor-conversations.queries.js';

/** The room of those who would be answered by a rule on the page where they are. */
export function ruleRoom(brandId: string, ruleId: string): string {
  return `rule:${brandId}:${ruleId}`;
}

/** The room of every messenger of a brand that stands open. */
export function messengersRoom(brandId: string): string {
  return `messengers:${brandId}`;
}

/** The room of the messengers that one browser, or all browsers of a person, have open. */
export function messengerRoom(brandId: string, visitorId: string): string {
  return `messenger:${brandId}:${visitorId}`;
}

interface News {
  room: (brandId: string, visitorId: string) => string;
  event: string;
}

/** Messengers show what was decided; the page around them has no part in it. */
const DECIDED: News = { room: messengerRoom, event: 'visitor' };

/** Tells visitors' pages what has changed for them, so that nothing needs a reload. */
@Injectable()
export class MessengerLive implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly live: Live,
    private readonly conversations: VisitorConversations,
    private readonly blocks: VisitorBlocks,
  ) {}

  onModuleInit(): void {
    this.events.onCommitted(CapacityChanged, ({ brandId, data }) =>
      this.live.toVisitors(ruleRoom(brandId, data.ruleId), 'room', { has: data.hasCapacity }),
    );
    this.events.onCommitted(RuleSaved, ({ brandId, subjectId, data: { before, after } }) => {
      const lastResort = lastResortOf(after);
      if (!subjectId || (before && lastResortOf(before) === lastResort)) return;
      const books = lastResort === 'appointment';
      this.live.toVisitors(ruleRoom(brandId, subjectId), 'last_resort', { books });
    });
    this.events.onCommitted(MessageCreated, async ({ brandId, conversationId, data }) => {
      if (data.side === 'member') await this.refresh(brandId, conversationId);
    });
    this.events.onCommitted(ConversationMoved, async ({ brandId, conversationId, data: { from, to } }) => {
      if (from === null || SEEN_BY_VISITORS[from] !== SEEN_BY_VISITORS[to])
        await this.refresh(brandId, conversationId);
    });
    this.events.onCommitted(DocumentPublished, ({ brandId, data: { after } }) => {
      if (after.audience === 'visitors' && after.mustAccept)
        this.live.toVisitors(messengersRoom(brandId), 'brand', null);
    });
    this.events.onCommitted(TextSaved, ({ brandId }) =>
      this.live.toVisitors(messengersRoom(brandId), 'brand', null),
    );
    for (const change of [VisitorBlocked, VisitorUnblocked]) {
      // The launcher goes, or comes back.
      this.events.onCommitted<object>(change, ({ brandId, subjectId }) =>
        this.tell(brandId, subjectId, { room: visitorRoom, event: 'refresh' }),
      );
    }
    this.events.onCommitted(VisitorSettingsChanged, ({ brandId, subjectId }) =>
      this.tell(brandId, subjectId, DECIDED),
    );
    for (const decision of [SurveyAnswered, TermsAccepted]) {
      this.events.onCommitted<object>(decision, ({ brandId, actorId }) =>
        this.tell(brandId, actorId, DECIDED),
      );
    }
  }

  /** Everything that the browsers of a person have open: what they decided in one of them holds in all. */
  private async tell(brandId: string, personId: string | null, { room, event }: News): Promise<void> {
    if (!personId) return;
    const ids = await this.blocks.browsers(brandId, personId);
    this.live.toVisitors(
      ids.map((id) => room(brandId, id)),
      event,
      null,
    );
  }

  /** Every page that the visitor has open looks again at what goes on. */
  private async refresh(brandId: string, conversationId: string | null): Promise<void> {
    if (!conversationId) return;
    for (const id of await this.conversations.peopleOf(brandId, conversationId)) {
      this.live.toVisitors(visitorRoom(brandId, id), 'refresh', { conversationId });
    }
  }
}
