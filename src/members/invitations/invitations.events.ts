import type { MemberRole } from '../../kernel/index.js';
import { defineEvent } from '../../platform/index.js';
import type { MemberKind } from '../member.access.js';

interface Invited {
  role: MemberRole;
  kind: MemberKind;
  groupIds: string[];
}

export const InvitationSent = defineEvent<{ before: null; after: Invited }>('settings.invitation_sent');
export const InvitationResent = defineEvent('settings.invitation_resent');
export const InvitationWithdrawn = defineEvent('settings.invitation_withdrawn');
/** Whoever was invited is a member now: the actor. */
export const InvitationAccepted = defineEvent<{ before: null; after: Invited }>(
  'settings.invitation_accepted',
);
