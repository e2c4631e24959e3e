import type { Member } from './snapshot.js';

export type MemberVerdict =
  'chosen' | 'offline' | 'away' | 'full' | 'others_wait' | 'busier' | 'served_later' | 'later_in_order';

/** Why distribution gives this member nothing at the moment, or null where it may. */
export function whyNotFree(member: Member): 'offline' | 'away' | 'full' | null {
  if (member.state !== 'available') return member.state;
  return load(member) < member.capacity ? null : 'full';
}

/** Places that are not to be given: those taken and those reserved. */
export function load(member: Member): number {
  return member.taken + member.reserved;
}

/**
 * Orders members for a new conversation: the lowest load relative to capacity, then the one longest without a
 * new conversation, then by name and id so that the answer never depends on the order of rows.
 */
export function compareForNext(a: Member, b: Member): number {
  return (
    compareLoad(a, b) || a.lastNewNo - b.lastNewNo || compareText(a.name, b.name) || compareText(a.id, b.id)
  );
}

/** The member of the list who gets the next conversation, or undefined where nobody is free. */
export function chooseMember(members: Member[]): Member | undefined {
  let best: Member | undefined;
  for (const member of members) {
    if (whyNotFree(member)) continue;
    if (!best || compareForNext(member, best) < 0) best = member;
  }
  return best;
}

/** Why a member who was free did not get what the chosen one got. */
export function whyPassedOver(member: Member, chosen: Member): MemberVerdict {
  if (compareLoad(member, chosen) > 0) return 'busier';
  return member.lastNewNo > chosen.lastNewNo ? 'served_later' : 'later_in_order';
}

// Cross-multiplied, so that 1 of 3 and 2 of 6 are exactly equal.
function compareLoad(a: Member, b: Member): number {
  return load(a) * b.capacity - load(b) * a.capacity;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
