import type { Secrets } from '../../platform/index.js';

/** How long a code is good for, and how long a mail that is late may still bring one. */
export const LASTS_MS = 10 * 60_000;
export const MOST_TRIES = 5;

/** With a key that does not lie in the database, since six digits are soon tried. */
export function hashOfCode(secrets: Secrets, id: string, code: string): string {
  return secrets.mac('sign-in code', `${id} ${code}`);
}
