import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  ConversationClosed,
  ConversationReleased,
  ConversationReturned,
  conversationRoom,
  ConversationSnoozed,
  ConversationStarted,
} from '../conversations/index.js';
import {
  AssignmentExpired,
  ConversationLanded,
  ConversationTransferred,
  GroupSaved,
  MemberGroupsSaved,
} from '../distribution/index.js';
import { brandMembersRoom, memberRoom, MemberSaved } from '../members/index.js';
import { Events, I18n, Live, Paced, type EventType, type RecordedEvent } from '../platform/index.js';
import { TagSaved } from '../tags/index.js';
import { ArrivalReasons } from './arrival-reasons.queries.js';

/** Changes of queues are told at most this often; they only move a figure. */
const QUEUES_EVERY_MS = 1500;

/** Tells desks where conversations have gone; they fetch what they show of it. */
@Injectable()
export class ListsLive implements OnModuleInit {
  private readonly queues = new Paced(QUEUES_EVERY_MS, (brandId) =>
    this.live.toMembers(brandMembersRoom(brandId), 'queues', {}),
  );

  constructor(
    private readonly events: Events,
    private readonly live: Live,
    private readonly i18n: I18n,
    private readonly reasons: ArrivalReasons,
  ) {}

  onModuleInit(): void {
    this.events.onCommitted(ConversationStarted, ({ brandId }) => this.queues.ask(brandId));
    this.events.onCommitted(ConversationLanded, async (landed) => {
      this.showState(landed.brandId, landed.conversationId, 'on_desk');
      this.queues.ask(landed.brandId);
      await this.tellArrival(landed);
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
    // What every desk shows of settings: groups with their queues, tags, and how many places the member has.
    for (const change of [GroupSaved, MemberGroupsSaved, TagSaved, MemberSaved])
      this.events.onCommitted<object>(change, ({ brandId }) => this.queues.ask(brandId));
  }

  private async tellArrival({
    brandId,
    conversationId,
    data,
  }: RecordedEvent<{ memberId: string; isNew: boolean }>): Promise<void> {
    if (conversationId === null) return;
    const reason = data.isNew ? 'new' : await this.reasons.of(brandId, conversationId);
    this.live.toMembers(memberRoom(brandId, data.memberId), 'arrived', { conversationId, reason });
  }

  /** Those in whose lists it stands or stood, and everybody's queues. */
  private tells<Data extends object>(type: EventType<Data>, whom: (data: Data) => (string | null)[]): void {
    this.events.onCommitted(type, ({ brandId, conversationId, data }: RecordedEvent<Data>) => {
      for (const memberId of new Set(whom(data))) {
        if (memberId) this.live.toMembers(memberRoom(brandId, memberId), 'lists', { conversationId });
      }
      this.queues.ask(brandId);
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
}
