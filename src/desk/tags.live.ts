import { Injectable, type OnModuleInit } from '@nestjs/common';
import { conversationRoom } from '../conversations/index.js';
import { Events, I18n, Live } from '../platform/index.js';
import { ConversationTagged, ConversationUntagged } from '../tags/index.js';

/** Tells desks that look at a conversation that its tags have changed. */
@Injectable()
export class TagsLive implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly live: Live,
    private readonly i18n: I18n,
  ) {}

  onModuleInit(): void {
    for (const event of [ConversationTagged, ConversationUntagged]) {
      this.events.onCommitted(event, ({ brandId, conversationId }) => {
        if (conversationId) this.tell(brandId, conversationId);
      });
    }
  }

  private tell(brandId: string, conversationId: string): void {
    const rooms = this.i18n.memberLocales.map((locale) =>
      conversationRoom(brandId, conversationId, 'member', locale),
    );
    this.live.toMembers(rooms, 'tags', { conversationId });
  }
}
