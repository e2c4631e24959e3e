import { defineEvent } from '../platform/index.js';
import type { RuleInput } from './settings/rule.form.js';

interface Change {
  before: unknown;
  after: unknown;
}

/** A new conversation waits in a queue; `recordId` leads to why. */
export const ConversationQueued = defineEvent<{ queueId: string; recordId: string }>('conversation.queued');

/** A conversation is on a member's desk; `recordId` leads to why. */
export const ConversationLanded = defineEvent<{
  memberId: string;
  queueId: string | null;
  recordId: string;
  /** Nobody held it before. */
  isNew: boolean;
}>('conversation.landed');

/** A member gave it to another, or to a group; a member has it until its assignment expires. */
export const ConversationTransferred = defineEvent<{
  fromMemberId: string | null;
  toMemberId: string | null;
  toGroupId: string | null;
}>('conversation.transferred');

/** It waited for this member for too long, and is anybody's in the group. */
export const AssignmentExpired = defineEvent<{ memberId: string }>('conversation.assignment_expired');

/** A new conversation would start under the rule now, or no longer. */
export const CapacityChanged = defineEvent<{ ruleId: string; hasCapacity: boolean }>(
  'queue.capacity_changed',
);

/** Something could have been on a desk for more than five seconds: a fault of ours. */
export const DistributionStalled = defineEvent<{ conversationIds: string[] }>('distribution.stalled');

export const RuleSaved = defineEvent<{ before: RuleInput | null; after: RuleInput }>('settings.rule_saved');
export const GroupSaved = defineEvent<Change>('settings.group_saved');
export const MemberGroupsSaved = defineEvent<Change>('settings.member_groups_saved');
