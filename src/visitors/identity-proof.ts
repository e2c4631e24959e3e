import { createHmac } from 'node:crypto';
import { sameText } from '../platform/index.js';

const LONGEST_TOKEN = 8192;

/** Whether the site signed this external id: the HMAC-SHA256 of it with the site's secret, in hexadecimal. */
export function isSignedId(secret: string, externalId: string, signature: unknown): boolean {
  if (typeof signature !== 'string') return false;
  return sameText(signature.toLowerCase(), createHmac('sha256', secret).update(externalId).digest('hex'));
}

/**
 * The claims of a JSON Web Token (RFC 7519) that the site signed with HS256 and its secret; null where another
 * algorithm, signature or time says that it is not to be believed.
 */
export function readSignedClaims(secret: string, token: unknown, now: Date): Record<string, unknown> | null {
  if (typeof token !== 'string' || token.length > LONGEST_TOKEN) return null;
  const [header, payload, signature, ...rest] = token.split('.');
  if (!header || !payload || !signature || rest.length > 0) return null;
  const expected = createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url');
  if (!sameText(signature, expected)) return null;
  const claims = readPart(payload);
  return readPart(header)?.alg === 'HS256' && claims && isTimely(claims, now) ? claims : null;
}

function isTimely({ exp, nbf }: Record<string, unknown>, now: Date): boolean {
  const seconds = now.getTime() / 1000;
  const unexpired = exp === undefined || (typeof exp === 'number' && exp > seconds);
  return unexpired && (nbf === undefined || (typeof nbf === 'number' && nbf <= seconds));
}

function readPart(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
