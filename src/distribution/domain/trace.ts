import { compareForNext, load, whyNotFree, whyPassedOver, type MemberVerdict } from './member-choice.js';
import type { GroupVerdict } from './sharing.js';
import type { Member, Sharing } from './snapshot.js';

/** One member who was considered. Codes are worded when they are shown. */
export interface MemberTrace {
  memberId: string;
  verdict: MemberVerdict | 'assigned';
  load: number;
  capacity: number;
}

/** One group that was considered, with its members where they were looked at. */
export interface GroupTrace {
  groupId: string | null;
  queueId: string | null;
  verdict: GroupVerdict;
  threshold: number | null;
  waiting: number | null;
  members: MemberTrace[];
}

/** Why a conversation went where it went. */
export interface Trace {
  rule: { id: string; sharing: Sharing; verdict: 'on' | 'off' } | null;
  /** What was decided about: a new conversation, or one that had waited. */
  occasion: 'arrival' | 'free_place' | 'connection';
  groups: GroupTrace[];
  outcome: 'desk' | 'wait' | 'no_room';
  memberId: string | null;
}

/**
 * Each member with the reason for which they did or did not get the conversation, in the order in which they would be
 * asked. `othersWait` tells whether something else, which came earlier, is due to this member first.
 */
export function traceMembers(
  members: Member[],
  chosen: Member | undefined,
  othersWait: (member: Member) => boolean,
): MemberTrace[] {
  return [...members].sort(compareForNext).map((member) => ({
    memberId: member.id,
    verdict: verdictOn(member, chosen, othersWait),
    load: load(member),
    capacity: member.capacity,
  }));
}

function verdictOn(
  member: Member,
  chosen: Member | undefined,
  othersWait: (member: Member) => boolean,
): MemberVerdict {
  if (member === chosen) return 'chosen';
  const obstacle = whyNotFree(member);
  if (obstacle) return obstacle;
  if (othersWait(member) || !chosen) return 'others_wait';
  return whyPassedOver(member, chosen);
}
