import type { MemberRole } from '../../kernel/index.js';

/** What decides on what a member may do and what a desk shows them. */
export interface Standing {
  role: MemberRole;
  isBrandSuspended: boolean;
  groups: readonly string[];
  capacity: number;
}

/**
 * What a desk that is open has to hear of: other `rights`, by which it may show what it should not, or another `place`
 * in the distribution, by which only its lists are others.
 */
export type StandingChange = 'rights' | 'place';

export function changeOfStanding(before: Standing, now: Standing): StandingChange | null {
  if (before.role !== now.role || before.isBrandSuspended !== now.isBrandSuspended) return 'rights';
  const isPlaceSame = before.capacity === now.capacity && before.groups.join() === now.groups.join();
  return isPlaceSame ? null : 'place';
}
