import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  ConversationClosed,
  ConversationReleased,
  ConversationReturned,
  conversationRoom,
  ConversationSnoozed,
  ConversationStarted,
} from '../conversations/index.js';
import { AssignmentExpired, ConversationLanded, ConversationTransferred } from '../distribution/index.js';
import { brandMembersRoom, memberRoom } from '../members/index.js';
import { Events, I18n, Live, type EventType, type RecordedEvent } from '../platform/index.js';

/** Changes of queues are told at most this often; they only move a figure. */
const QUEUES_EVERY_MS = 2000;

/** Tells desks where conversations have gone; they fetch what they show of it. */
@Injectable()
export class ListsLive implements OnModuleInit {
  private readonly queuesToTell = new Set<string>();

  constructor(
    private readonly events: Events,
    private readonly live: Live,
    private readonly i18n: I18n,
  ) {}

  onModuleInit(): void {
    this.events.onCommitted(ConversationStarted, ({ brandId }) => this.tellQueues(brandId));
    this.events.onCommitted(ConversationLanded, ({ brandId, conversationId, data }) => {
      this.live.toMembers(memberRoom(brandId, data.memberId), 'arrived', { conversationId });
      this.showState(brandId, conversationId, 'on_desk');
      this.tellQueues(brandId);
    });
    this.tells(ConversationClosed, ({ memberId }) => [memberId]);
    this.tells(ConversationSnoozed, ({ memberId }) => [memberId]);
    this.tells(ConversationReturned, ({ snoozedBy, assignedTo }) => [snoozedBy, assignedTo]);
    this.tells(ConversationTransferred, ({ fromMemberId, toMemberId }) => [fromMemberId, toMemberId]);
    this.tells(ConversationReleased, ({ memberId }) => [memberId]);
    this.tells(AssignmentExpired, ({ memberId }) => [memberId]);
    this.events.onCommitted(AssignmentExpired, ({ brandId, conversationId }) =>
      this.showState(brandId, conversationId, 'waiting'),
    );
  }

  /** Those in whose lists it stands or stood, and everybody's queues. */
  private tells<Data extends object>(type: EventType<Data>, whom: (data: Data) => (string | null)[]): void {
    this.events.onCommitted(type, ({ brandId, conversationId, data }: RecordedEvent<Data>) => {
      for (const memberId of new Set(whom(data))) {
        if (memberId) this.live.toMembers(memberRoom(brandId, memberId), 'lists', { conversationId });
      }
      this.tellQueues(brandId);
    });
  }

  /** To members who have it open: what a pass does is nothing that visitors see. */
  private showState(brandId: string, conversationId: string | null, state: 'on_desk' | 'waiting'): void {
    if (conversationId === null) return;
    const rooms = this.i18n.memberLocales.map((locale) =>
      conversationRoom(brandId, conversationId, 'member', locale),
    );
    this.live.toMembers(rooms, 'conversation', { conversationId, state });
  }

  private tellQueues(brandId: string): void {
    if (this.queuesToTell.has(brandId)) return;
    this.queuesToTell.add(brandId);
    setTimeout(() => {
      this.queuesToTell.delete(brandId);
      this.live.toMembers(brandMembersRoom(brandId), 'queues', {});
    }, QUEUES_EVERY_MS).unref();
  }
}
