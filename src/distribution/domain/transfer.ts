/** Somebody who could get a conversation. */
export interface MemberTarget {
  kind: 'member';
  id: string;
  isActive: boolean;
  /** Their active groups. */
  groupIds: readonly string[];
}

export interface GroupTarget {
  kind: 'group';
  id: string;
  isActive: boolean;
  hasMembers: boolean;
}

export interface TransferFacts {
  sender: { id: string; reachesAll: boolean; groupIds: readonly string[] };
  conversation: {
    groupId: string | null;
    /** On whose desk it is, or for whom it waits. */
    memberId: string | null;
    /** The groups that its rule lists, in order. */
    ruleGroupIds: readonly string[];
  };
  target: MemberTarget | GroupTarget;
}

export type TransferProblem =
  | 'transfer_to_self'
  | 'transfer_to_holder'
  | 'transfer_member_gone'
  | 'transfer_no_shared_group'
  | TransferGroupProblem;
type TransferGroupProblem = 'transfer_group_off' | 'transfer_group_empty';

/** Whose it becomes, and in which group it is anybody's once a member has not taken it in time. */
export type Transfer = { memberId: string | null; groupId: string | null };

export function decideTransfer(facts: TransferFacts): Transfer | TransferProblem {
  const { target } = facts;
  if (target.kind === 'member') return toMember(facts, target);
  if (!target.isActive) return 'transfer_group_off';
  return target.hasMembers ? { memberId: null, groupId: target.id } : 'transfer_group_empty';
}

function toMember(facts: TransferFacts, target: MemberTarget): Transfer | TransferProblem {
  const { sender, conversation } = facts;
  if (target.id === sender.id) return 'transfer_to_self';
  if (!target.isActive) return 'transfer_member_gone';
  if (target.id === conversation.memberId) return 'transfer_to_holder';
  const shared = sharedGroups(sender, target);
  if (shared.length === 0 && !sender.reachesAll) return 'transfer_no_shared_group';
  return { memberId: target.id, groupId: groupFor(facts, target, shared) };
}

/**
 * The group stays where the member is in it. Else one that the conversation's rule lists, so that its queue is the
 * rule's, and among equals one that the sender shares.
 */
function groupFor({ conversation }: TransferFacts, target: MemberTarget, shared: string[]): string | null {
  const { groupId, ruleGroupIds } = conversation;
  if (groupId && target.groupIds.includes(groupId)) return groupId;
  const listed = ruleGroupIds.filter((id) => target.groupIds.includes(id));
  return listed.find((id) => shared.includes(id)) ?? listed[0] ?? shared[0] ?? target.groupIds[0] ?? groupId;
}

export function sharedGroups(
  a: { groupIds: readonly string[] },
  b: { groupIds: readonly string[] },
): string[] {
  return a.groupIds.filter((id) => b.groupIds.includes(id));
}
