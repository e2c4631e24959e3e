const SHORTEST_MS = 5 * 60_000;

/** What stands in the way of setting a conversation aside until then; null where nothing does. */
export function problemOfSnooze(until: Date, now: Date): 'snooze_too_soon' | 'snooze_too_late' | null {
  if (until.getTime() - now.getTime() < SHORTEST_MS) return 'snooze_too_soon';
  return until > aYearAfter(now) ? 'snooze_too_late' : null;
}

/** Where a conversation goes that comes back. */
export type ReturnPlace =
  { place: 'group' } | { place: 'member'; memberId: string } | { place: 'waiting_list' };

export interface SnoozedConversation {
  groupId: string | null;
  keepFor: string | null;
  snoozedBy: string | null;
}

export interface ReturnFacts {
  /** Who brings it back by hand; null where its time or the visitor does. */
  resumedBy: string | null;
  /** Whether the member in question still answers for the brand. */
  isActive(memberId: string): boolean;
}

/**
 * To the member it was kept for, or who takes it back themselves, else to its group. Without a group it waits for its
 * member, or in the waiting list where there is none any more.
 */
export function returnPlace(
  { groupId, keepFor, snoozedBy }: SnoozedConversation,
  { resumedBy, isActive }: ReturnFacts,
): ReturnPlace {
  const isTheirs = groupId === null || resumedBy === snoozedBy;
  const memberId = keepFor ?? (isTheirs ? snoozedBy : null);
  if (memberId && isActive(memberId)) return { place: 'member', memberId };
  return { place: groupId === null ? 'waiting_list' : 'group' };
}

function aYearAfter(now: Date): Date {
  const then = new Date(now);
  then.setUTCFullYear(now.getUTCFullYear() + 1);
  return then;
}
