import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ConversationClosed, ConversationStarted, MessageCreated } from '../conversations/index.js';
import { lastResortOf, RoomChanged, RuleSaved } from '../distribution/index.js';
import { Events, Live } from '../platform/index.js';
import { DocumentPublished } from '../sites/index.js';
import { VisitorBlocked, VisitorBlocks, visitorRoom, VisitorUnblocked } from '../visitors/index.js';
import { VisitorConversations } from './visitor-conversations.queries.js';

/** The room of those who would be answered by a rule on the page where they are. */
export function ruleRoom(brandId: string, ruleId: string): string {
  return `rule:${brandId}:${ruleId}`;
}

/** The room of every messenger of a brand that stands open. */
export function messengersRoom(brandId: string): string {
  return `messengers:${brandId}`;
}

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
    this.events.onCommitted(RoomChanged, ({ brandId, data }) =>
      this.live.toVisitors(ruleRoom(brandId, data.ruleId), 'room', { has: data.hasRoom }),
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
    this.events.onCommitted(ConversationStarted, ({ brandId, conversationId }) =>
      this.refresh(brandId, conversationId),
    );
    this.events.onCommitted(ConversationClosed, ({ brandId, conversationId }) =>
      this.refresh(brandId, conversationId),
    );
    this.events.onCommitted(DocumentPublished, ({ brandId, data: { after } }) => {
      if (after.audience === 'visitors' && after.mustAccept)
        this.live.toVisitors(messengersRoom(brandId), 'terms', null);
    });
    for (const change of [VisitorBlocked, VisitorUnblocked]) {
      this.events.onCommitted<object>(change, ({ brandId, subjectId }) => this.askAgain(brandId, subjectId));
    }
  }

  /** The pages of all browsers of a person: the launcher goes, or comes back. */
  private async askAgain(brandId: string, personId: string | null): Promise<void> {
    if (!personId) return;
    for (const id of await this.blocks.browsers(brandId, personId)) {
      this.live.toVisitors(visitorRoom(brandId, id), 'refresh', null);
    }
  }

  /** Every page that the visitor has open looks again at what goes on. */
  private async refresh(brandId: string, conversationId: string | null): Promise<void> {
    if (!conversationId) return;
    for (const id of await this.conversations.peopleOf(brandId, conversationId)) {
      this.live.toVisitors(visitorRoom(brandId, id), 'refresh', { conversationId });
    }
  }
}
