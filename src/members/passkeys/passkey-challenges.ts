import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock, invalidFields } from '../../kernel/index.js';
import { SignedCookies, Statements } from '../../platform/index.js';

/** What a device is asked to sign for, and by whom: a session that adds a passkey, or a browser that signs in. */
export type PasskeyPurpose = `add ${string}` | 'sign in';

interface Claims {
  challenge: string;
  purpose: PasskeyPurpose;
  until: number;
}

const LASTS_MS = 10 * 60_000;
const COOKIE = { name: 'causerie-passkey', purpose: 'passkey challenge', lastsMs: LASTS_MS };
/** Tabs of one browser share a challenge as long as so much is left of it. */
const SHARED_MS = 5 * 60_000;
const RANDOM_BYTES = 32;

/** What devices sign: random, bound to a browser by a signed cookie, soon over, good once. */
@Injectable()
export class PasskeyChallenges {
  constructor(
    private readonly cookies: SignedCookies,
    private readonly statements: Statements,
    private readonly clock: Clock,
  ) {}

  async begin(request: Request, response: Response, purpose: PasskeyPurpose): Promise<string> {
    const now = this.clock.now().getTime();
    const known = this.of(request, purpose);
    if (known && known.until - now > SHARED_MS && !(await this.isUsed(known))) return known.challenge;
    const challenge = randomBytes(RANDOM_BYTES).toString('base64url');
    const claims: Claims = { challenge, purpose, until: now + LASTS_MS };
    this.cookies.keep(response, COOKIE, claims);
    return challenge;
  }

  /** The challenge of this browser, once and for all: nobody else comes with it any more. */
  async take(request: Request, purpose: PasskeyPurpose): Promise<string> {
    const claims = this.of(request, purpose);
    if (!claims || !(await this.use(claims))) throw invalidFields({ passkey: 'passkey_over' });
    return claims.challenge;
  }

  private of(request: Request, purpose: PasskeyPurpose): Claims | null {
    const claims = this.cookies.of<Claims>(request, COOKIE);
    return claims?.purpose === purpose ? claims : null;
  }

  private async isUsed({ challenge }: Claims): Promise<boolean> {
    const used = await this.statements.query('SELECT 1 FROM used_passkey_challenges WHERE challenge = $1', [
      challenge,
    ]);
    return used.length > 0;
  }

  private async use({ challenge, until }: Claims): Promise<boolean> {
    await this.statements.query('DELETE FROM used_passkey_challenges WHERE valid_until < $1', [
      this.clock.now(),
    ]);
    const used = await this.statements.query(
      `INSERT INTO used_passkey_challenges (challenge, valid_until) VALUES ($1, $2)
       ON CONFLICT DO NOTHING RETURNING challenge`,
      [challenge, new Date(until)],
    );
    return used.length > 0;
  }
}
