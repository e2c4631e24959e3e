import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CloseReason, ConversationState, Whereabouts } from './domain/state.js';

export type ConversationOrigin =
  'targeted' | 'direct' | 'waiting_list' | 'proposed' | 'phygital' | 'appointment' | 'api';

@Entity('conversations')
export class Conversation implements Whereabouts {
  @PrimaryColumn('uuid', { name: 'brand_id' }) brandId!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'site_id' }) siteId!: string;
  @Column('uuid', { name: 'visitor_id' }) visitorId!: string;
  @Column('text') origin!: ConversationOrigin;
  @Column('text') state!: ConversationState;
  @Column('boolean') asynchronous!: boolean;
  @Column('text') locale!: string;
  @Column('text', { name: 'page_url', nullable: true }) pageUrl!: string | null;
  @Column('text', { name: 'page_title', nullable: true }) pageTitle!: string | null;
  @Column('uuid', { name: 'rule_id', nullable: true }) ruleId!: string | null;
  @Column('uuid', { name: 'group_id', nullable: true }) groupId!: string | null;
  @Column('uuid', { name: 'queue_id', nullable: true }) queueId!: string | null;
  @Column('bigint', { name: 'queue_no', nullable: true }) queueNo!: string | null;
  @Column('timestamptz', { name: 'queued_at', nullable: true }) queuedAt!: Date | null;
  @Column('uuid', { name: 'member_id', nullable: true }) memberId!: string | null;
  @Column('uuid', { name: 'assigned_to', nullable: true }) assignedTo!: string | null;
  @Column('timestamptz', { name: 'assigned_until', nullable: true }) assignedUntil!: Date | null;
  @Column('timestamptz', { name: 'snoozed_until', nullable: true }) snoozedUntil!: Date | null;
  /** The member who set it aside, or off whose desk a manager did. */
  @Column('uuid', { name: 'snoozed_by', nullable: true }) snoozedBy!: string | null;
  @Column('uuid', { name: 'keep_for', nullable: true }) keepFor!: string | null;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  /** Marks the network that the visitor began from, while it is open; a keyed hash. */
  @Column('text', { name: 'started_from', nullable: true }) startedFrom!: string | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column('uuid', { name: 'closed_by', nullable: true }) closedBy!: string | null;
  @Column('text', { name: 'close_reason', nullable: true }) closeReason!: CloseReason | null;
  @Column('integer', { name: 'last_seq' }) lastSeq!: number;
  @Column('integer', { name: 'last_visitor_seq' }) lastVisitorSeq!: number;
  @Column('integer', { name: 'last_message_seq' }) lastMessageSeq!: number;
  @Column('timestamptz', { name: 'last_message_at', nullable: true }) lastMessageAt!: Date | null;
  @Column('text', { name: 'last_message_side', nullable: true }) lastMessageSide!:
    'visitor' | 'member' | 'bot' | null;
  @Column('timestamptz', { name: 'last_visitor_message_at', nullable: true })
  lastVisitorMessageAt!: Date | null;
  @Column('timestamptz', { name: 'last_member_message_at', nullable: true })
  lastMemberMessageAt!: Date | null;
}
