import { Injectable } from '@nestjs/common';
import { Clock, invalidFields } from '../../kernel/index.js';
import { RateLimits, Secrets, Statements, type RateLimit } from '../../platform/index.js';
import { PasskeyAccess } from './passkey.access.js';
import { PasskeyCeremonies } from './passkey-ceremonies.js';
import { readAssertion } from './passkey.form.js';

export interface SignInWithPasskeyInput {
  /** What the browser answered, as text, and what it was asked. */
  answer: unknown;
  challenge: string;
  /** Where the request comes from, as limits of guessing count it. */
  address: string;
}

const TRIES: RateLimit = { name: 'passkey-address', points: 30, seconds: 900 };

/** The account whose passkey has signed the challenge; an unknown one and a wrong one look the same. */
@Injectable()
export class SignInWithPasskey {
  constructor(
    private readonly passkeys: PasskeyAccess,
    private readonly ceremonies: PasskeyCeremonies,
    private readonly statements: Statements,
    private readonly limits: RateLimits,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  async run({ answer, challenge, address }: SignInWithPasskeyInput): Promise<string> {
    const key = this.secrets.mac('sign-in', address);
    await this.limits.take(TRIES, key);
    const response = readAssertion(answer);
    const passkey = await this.passkeys.withProof(response.id);
    if (!passkey) throw invalidFields({ passkey: 'passkey_failed' });
    const counter = await this.ceremonies.shown(response, challenge, passkey);
    const noted = await this.statements.query(
      'UPDATE passkeys SET counter = $3, last_used_at = $4 WHERE id = $1 AND counter = $2 RETURNING id',
      [passkey.id, passkey.counter, counter, this.clock.now()],
    );
    if (noted.length === 0) throw invalidFields({ passkey: 'passkey_failed' });
    await this.limits.giveBack(TRIES, key);
    return passkey.accountId;
  }
}
