import { Injectable, type OnModuleInit } from '@nestjs/common';
import { conversationRoom } from '../conversations/index.js';
import { AvailabilityChanged, MemberRenamed } from '../members/index.js';
import { Events, I18n, Live } from '../platform/index.js';
import { ConversationTagged, ConversationUntagged } from '../tags/index.js';
import { OpenConversationQueries } from './open-conversation.queries.js';

/**
 * Tells desks that look at a conversation that what stands around its thread has changed: its tags, who holds
 * it, and whether they are at work, without whom a manager may release it.
 */
@Injectable()
export class AroundLive implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly live: Live,
    private readonly i18n: I18n,
    private readonly conversations: OpenConversationQueries,
  ) {}

  onModuleInit(): void {
    for (const event of [ConversationTagged, ConversationUntagged]) {
      this.events.onCommitted(event, ({ brandId, conversationId }) => {
        if (conversationId) this.tell(brandId, conversationId);
      });
    }
    for (const change of [AvailabilityChanged, MemberRenamed]) {
      this.events.onCommitted<object>(change, async ({ brandId, subjectId }) => {
        if (!subjectId) return;
        for (const id of await this.conversations.heldBy(brandId, subjectId)) this.tell(brandId, id);
      });
    }
  }

  private tell(brandId: string, conversationId: string): void {
    const rooms = this.i18n.memberLocales.map((locale) =>
      conversationRoom(brandId, conversationId, 'member', locale),
    );
    this.live.toMembers(rooms, 'around', { conversationId });
  }
}
