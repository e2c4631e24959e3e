import { createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';
import { errors, jwtVerify, type JWTPayload } from 'jose';
import { sameText } from '../platform/index.js';

const LONGEST_TOKEN = 8192;
/** A partner's clock may be as far from ours. */
const LEEWAY_SECONDS = 60;
/** What is signed for longer would be good for whoever finds it. */
const LONGEST_DAYS = 7;
const LONGEST_SECONDS = LONGEST_DAYS * 24 * 3600;
const MOST_PARTS = 200;
const PREFIX = 'causerie-identity-v2\n';

/** Why a signed identity is not taken: the code of a refusal, with the claim where it is about one. */
export interface NoProof {
  refused:
    | 'identity_unsigned'
    | 'identity_expired'
    | 'identity_expiry_unsigned'
    | 'identity_not_yet_valid'
    | 'identity_valid_too_long'
    | 'identity_claim';
  claim?: string;
  days?: number;
}

export interface JwtTerms {
  now: Date;
  /** Where the site has set them, `aud` and `iss` have to say so. */
  audience: string | null;
  issuer: string | null;
}

/** Whether the site signed this external id: the HMAC-SHA256 of it with the site's identity secret, in hexadecimal. */
export function isSignedId(secret: string, externalId: string, signature: unknown): boolean {
  return isHmac(secret, externalId, signature);
}

/**
 * Whether the site signed all of this identity: the HMAC-SHA256 with its JWT secret, in hexadecimal, of a prefix and the
 * canonical form (RFC 8785) of the identity without its signature. Nothing else that is signed with that secret begins so.
 */
export function isSignedWhole(secret: string, { signature, ...identity }: Record<string, unknown>): boolean {
  if (typeof signature !== 'string' || !isSmall(identity)) return false;
  const canonical = canonicalOf(identity);
  return canonical !== null && isHmac(secret, PREFIX + canonical, signature);
}

/** What `exp`, in seconds, says of an identity at this time; null where it is good. */
export function expiryProblem(exp: unknown, now: Date): NoProof | null {
  if (exp === undefined) return null;
  if (typeof exp !== 'number') return { refused: 'identity_claim', claim: 'exp' };
  const left = exp - now.getTime() / 1000;
  if (left <= -LEEWAY_SECONDS) return { refused: 'identity_expired' };
  return left > LONGEST_SECONDS + LEEWAY_SECONDS
    ? { refused: 'identity_valid_too_long', days: LONGEST_DAYS }
    : null;
}

/**
 * The claims of a JSON Web Token (RFC 7519) that the site signed with HS256 and its JWT secret. `exp` and `sub` are
 * demanded; times may be a minute off, and it expires within a week.
 */
export async function readJwt(
  secret: string,
  token: unknown,
  { now, audience, issuer }: JwtTerms,
): Promise<{ claims: JWTPayload } | NoProof> {
  if (typeof token !== 'string' || token.length > LONGEST_TOKEN) return { refused: 'identity_unsigned' };
  try {
    const { payload } = await jwtVerify(token, Buffer.from(secret), {
      algorithms: ['HS256'],
      requiredClaims: ['exp', 'sub'],
      clockTolerance: LEEWAY_SECONDS,
      currentDate: now,
      ...(audience ? { audience } : {}),
      ...(issuer ? { issuer } : {}),
    });
    const { exp, iat } = payload;
    if (iat !== undefined && iat - LEEWAY_SECONDS > now.getTime() / 1000)
      return { refused: 'identity_not_yet_valid' };
    return expiryProblem(exp, now) ?? { claims: payload };
  } catch (error) {
    return problemOf(error);
  }
}

function problemOf(error: unknown): NoProof {
  if (error instanceof errors.JWTExpired) return { refused: 'identity_expired' };
  if (!(error instanceof errors.JWTClaimValidationFailed)) return { refused: 'identity_unsigned' };
  const { claim, reason } = error;
  if (claim === 'nbf' && reason === 'check_failed') return { refused: 'identity_not_yet_valid' };
  return { refused: 'identity_claim', claim };
}

function isHmac(secret: string, text: string, signature: unknown): boolean {
  if (typeof signature !== 'string') return false;
  return sameText(signature.toLowerCase(), createHmac('sha256', secret).update(text).digest('hex'));
}

/** Null where it holds half a character, which RFC 8785 has no form for. */
function canonicalOf(identity: object): string | null {
  try {
    return canonicalize(identity) ?? null;
  } catch {
    return null;
  }
}

/** Flat but for its attributes, so that writing it takes no time and no depth. */
function isSmall(identity: Record<string, unknown>): boolean {
  const values = Object.values(identity).flatMap((value) =>
    typeof value === 'object' && value !== null ? Object.values(value) : [value],
  );
  return values.length <= MOST_PARTS && values.every((value) => typeof value !== 'object' || value === null);
}
