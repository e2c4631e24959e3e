import type { MemberRole } from '../../kernel/index.js';

export const INVITATION_LASTS_MS = 7 * 24 * 3_600_000;
export const MOST_OPEN = 500;
export const MOST_A_DAY = 500;
export const DAY_MS = 24 * 3_600_000;
export const RESEND_AFTER_MS = 60_000;
/** Of one invitation: whoever did not get that many does not get one more. */
export const MOST_SENDINGS = 10;

/** As the table keeps it. */
export type KeptState = 'open' | 'accepted' | 'withdrawn';

/** As it is now: an open one may be over, or void where who sent it may invite nobody any more. */
export type InvitationState = KeptState | 'expired' | 'void';

export interface InvitationFacts {
  state: KeptState;
  expiresAt: Date;
  /** Of who sent it last; null where they are no active member any more. */
  inviterRole: MemberRole | null;
}

export function invitationState(
  { state, expiresAt, inviterRole }: InvitationFacts,
  { now, mayInvite }: { now: Date; mayInvite: (role: MemberRole) => boolean },
): InvitationState {
  if (state !== 'open') return state;
  if (expiresAt.getTime() <= now.getTime()) return 'expired';
  return inviterRole !== null && mayInvite(inviterRole) ? 'open' : 'void';
}
