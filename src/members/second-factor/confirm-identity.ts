import { Injectable } from '@nestjs/common';
import { invalidFields, Refusal } from '../../kernel/index.js';
import { RateLimits, type RateLimit } from '../../platform/index.js';
import { AccountAccess } from '../account.access.js';
import { isPassword, LONGEST_PASSWORD } from '../sign-in/passwords.js';
import { AuthenticatorCodes } from './authenticator-codes.js';
import { SecondFactors } from './second-factors.js';

const TRIES: RateLimit = { name: 'confirm-identity', points: 10, seconds: 900 };

/** Before the way somebody signs in is changed: an open browser alone proves nothing. */
@Injectable()
export class ConfirmIdentity {
  constructor(
    private readonly accounts: AccountAccess,
    private readonly factors: SecondFactors,
    private readonly codes: AuthenticatorCodes,
    private readonly limits: RateLimits,
  ) {}

  /** Takes the password, or a code of the app; no password has six figures. */
  async run(accountId: string, typed: string): Promise<void> {
    await this.limits.take(TRIES, accountId);
    if (/^\s*\d{3}\s?\d{3}\s*$/.test(typed) && (await this.factors.ofAccount(accountId)).hasApp)
      await this.takeCode(accountId, typed);
    else if (!(await this.isTheirs(accountId, typed))) throw invalidFields({ proof: 'proof_wrong' });
    await this.limits.giveBack(TRIES, accountId);
  }

  private async takeCode(accountId: string, typed: string): Promise<void> {
    try {
      await this.codes.take(accountId, typed);
    } catch (error) {
      if (!(error instanceof Refusal) || !error.details.fields?.code) throw error;
      throw invalidFields({ proof: error.details.fields.code });
    }
  }

  private async isTheirs(accountId: string, password: string): Promise<boolean> {
    const known = await this.accounts.passwordHash(accountId);
    return isPassword(password.slice(0, LONGEST_PASSWORD + 1), known);
  }
}
