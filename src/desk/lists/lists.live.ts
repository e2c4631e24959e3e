import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ConversationMoved } from '../../conversations/index.js';
import { ConversationLanded, GroupSaved, MemberGroupsSaved } from '../../distribution/index.js';
import {
  brandMembersRoom,
  memberRoom,
  MemberRemoved,
  MemberRenamed,
  MemberSaved,
} from '../../members/index.js';
import { Events, Live, Paced, type RecordedEvent } from '../../platform/index.js';
import { TagSaved } from '../../tags/index.js';
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
    private readonly reasons: ArrivalReasons,
  ) {}

  onModuleInit(): void {
    this.events.onCommitted(ConversationMoved, ({ brandId, conversationId, data }) => {
      const { to, memberBefore, memberAfter } = data;
      // What lands is told of as an arrival, to whom it waited for too.
      const whom = to === 'on_desk' ? [] : [memberBefore, memberAfter];
      if (to === 'on_desk' && memberBefore !== memberAfter) whom.push(memberBefore);
      for (const memberId of new Set(whom))
        if (memberId) this.live.toMembers(memberRoom(brandId, memberId), 'lists', { conversationId });
      this.queues.ask(brandId);
    });
    this.events.onCommitted(ConversationLanded, (landed) => this.tellArrival(landed));
    // What every desk shows of settings: groups with their queues, tags, names, and how many places the member has.
    for (const change of [GroupSaved, MemberGroupsSaved, TagSaved, MemberRemoved, MemberRenamed, MemberSaved])
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
}
