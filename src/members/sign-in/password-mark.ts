import type { Secrets } from '../../platform/index.js';

/** Tells whether a password is still the one that was right, without telling anything of it. */
export function passwordMark(secrets: Secrets, passwordHash: string): string {
  return secrets.mac('pending sign-in', passwordHash);
}
