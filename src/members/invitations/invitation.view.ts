import type { FieldErrors } from '../account.view.js';

/** What somebody who opens the link has before them. */
export type InvitationStep = 'create' | 'sign_in' | 'join' | 'other' | InvitationEnd;

/** Why the link leads no further. */
export type InvitationEnd = 'accepted' | 'expired' | 'withdrawn' | 'void' | 'suspended' | 'unknown';

/** `views/accounts/invitation.hbs` */
export interface InvitationView {
  step: InvitationStep;
  brand: string;
  /** Who sent it, and what as. */
  inviter: string;
  role: 'admin' | 'manager' | 'agent';
  /** Whom it is for, as far as the step may tell. */
  email: string;
  /** The address of this page, where its form goes. */
  address: string;
  deskUrl: string;
  /** Who is signed in, where that is somebody else. */
  current: string | null;
  values: { name: string };
  errors: FieldErrors<'name' | 'password'>;
}
