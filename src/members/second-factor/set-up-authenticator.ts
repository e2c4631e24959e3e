import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/index.js';
import { RateLimits, Secrets, Statements, type RateLimit } from '../../platform/index.js';
import { AuthenticatorCodes } from './authenticator-codes.js';
import { AuthenticatorSetup } from './authenticator-setup.js';
import { SecondFactors } from './second-factors.js';
import { TwoStepChanges } from './two-step-changes.js';

export interface SetUpAuthenticatorInput {
  accountId: string;
  /** The session that stays where this is the first factor; all others of the account were begun without one. */
  sessionId: string;
  /** What the form carried: `AuthenticatorOffer.sealed`. */
  sealed: string;
  /** The first code, as it was typed. */
  code: string;
}

const TRIES: RateLimit = { name: 'set-up-authenticator', points: 20, seconds: 900 };

/** Gives an account the app that a first code has come from; a former one is worth nothing any more. */
@Injectable()
export class SetUpAuthenticator {
  constructor(
    private readonly setup: AuthenticatorSetup,
    private readonly codes: AuthenticatorCodes,
    private readonly factors: SecondFactors,
    private readonly statements: Statements,
    private readonly secrets: Secrets,
    private readonly changes: TwoStepChanges,
    private readonly limits: RateLimits,
    private readonly clock: Clock,
  ) {}

  /** Recovery codes where this is the first factor, else null. */
  async run({ accountId, sessionId, sealed, code }: SetUpAuthenticatorInput): Promise<string[] | null> {
    await this.limits.take(TRIES, accountId);
    const secret = this.setup.secretIn(sealed, accountId);
    const step = await this.codes.stepOf(secret, code);
    const isFirst = !(await this.factors.hasAny(accountId));
    await this.statements.query(
      `INSERT INTO authenticator_apps (account_id, sealed_secret, last_step, added_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (account_id) DO UPDATE
       SET sealed_secret = excluded.sealed_secret, last_step = excluded.last_step, added_at = excluded.added_at`,
      [accountId, this.secrets.seal(secret), step, this.clock.now()],
    );
    if (isFirst) return this.changes.began(accountId, sessionId);
    await this.changes.changed(accountId);
    return null;
  }
}
