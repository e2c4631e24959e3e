import { Injectable } from '@nestjs/common';
import { RateLimits, Secrets, type RateLimit } from '../platform/index.js';
import { AccountAccess, type Account } from './account.access.js';
import { isPassword, LONGEST_PASSWORD } from './passwords.js';

export interface SignInInput {
  email: string;
  password: string;
  /** Where the request comes from, as limits count it; null where they do not count by address. */
  address: string | null;
}

const BY_ACCOUNT: RateLimit = { name: 'sign-in-account', points: 10, seconds: 900 };
const BY_ADDRESS: RateLimit = { name: 'sign-in-address', points: 10, seconds: 900 };

/**
 * The account of these words, or null: no account and a wrong password look the same, also by the time it takes. Ten
 * failures in fifteen minutes, for one account or from one address, and no more is tried.
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly accounts: AccountAccess,
    private readonly limits: RateLimits,
    private readonly secrets: Secrets,
  ) {}

  async run({ email, password, address }: SignInInput): Promise<Account | null> {
    const byAccount = this.secrets.mac('sign-in', email.toLowerCase());
    const byAddress = address && this.secrets.mac('sign-in', address);
    await this.limits.take(BY_ADDRESS, byAddress);
    await this.limits.take(BY_ACCOUNT, byAccount);
    const known = email.includes('\0') ? null : await this.accounts.withPassword(email);
    if (!(await isPassword(password.slice(0, LONGEST_PASSWORD + 1), known?.passwordHash ?? null)) || !known)
      return null;
    await this.limits.forget(BY_ACCOUNT, byAccount);
    await this.limits.giveBack(BY_ADDRESS, byAddress);
    const { passwordHash: _, ...account } = known;
    return account;
  }
}
