import { randomInt } from 'node:crypto';
import type { Secrets } from '../platform/index.js';

export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** With a key that does not lie in the database, since six digits are soon tried. */
export function hashOfCode(secrets: Secrets, id: string, code: string): string {
  return secrets.mac('verification code', `${id} ${code}`);
}
