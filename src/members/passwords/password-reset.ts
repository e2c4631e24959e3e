import { randomBytes } from 'node:crypto';
import type { Secrets } from '../../platform/index.js';

export const LASTS_MS = 30 * 60_000;
/** The next link of an account, at the earliest. */
export const AGAIN_AFTER_MS = 60_000;

export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashOfToken(secrets: Secrets, token: string): string {
  return secrets.mac('password reset', token);
}
