import type { SignedCookie } from '../platform/index.js';

/** A sign-up whose code is waited for, as the browser keeps it. */
export interface PendingSignUp {
  /** Of the sign-up, and of the code. */
  id: string;
  verificationId: string;
  name: string;
  email: string;
}

export const PENDING_SIGN_UP: SignedCookie = {
  name: 'causerie-sign-up',
  purpose: 'pending sign-up',
  lastsMs: 60 * 60_000,
};
