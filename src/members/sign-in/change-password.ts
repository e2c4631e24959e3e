import { Injectable } from '@nestjs/common';
import { invalidFields } from '../../kernel/index.js';
import { RateLimits, Statements, type RateLimit } from '../../platform/index.js';
import { AccountAccess } from '../account.access.js';
import { NewPassword } from '../passwords/new-password.js';
import { checkPassword } from '../passwords/password-rules.js';
import { hashPassword, isPassword, LONGEST_PASSWORD } from './passwords.js';

export interface ChangePasswordInput {
  accountId: string;
  current: string;
  password: string;
  /** The session that stays; all others of the account end. */
  sessionId: string;
  /** Of the page, for the mail to an account that has chosen no language. */
  locale: string;
}

const TRIES: RateLimit = { name: 'change-password', points: 10, seconds: 900 };

@Injectable()
export class ChangePassword {
  constructor(
    private readonly accounts: AccountAccess,
    private readonly statements: Statements,
    private readonly limits: RateLimits,
    private readonly newPassword: NewPassword,
  ) {}

  async run({ accountId, current, password, sessionId, locale }: ChangePasswordInput): Promise<void> {
    const account = await this.accounts.account(accountId);
    await checkPassword(password, account.email);
    await this.limits.take(TRIES, accountId);
    const known = await this.accounts.passwordHash(accountId);
    if (!(await isPassword(current.slice(0, LONGEST_PASSWORD + 1), known))) {
      throw invalidFields({ current: 'password_wrong' });
    }
    const passwordHash = await hashPassword(password);
    await this.statements.query('UPDATE accounts SET password_hash = $2 WHERE id = $1', [
      accountId,
      passwordHash,
    ]);
    await this.newPassword.run({ account, keptSessionId: sessionId, locale });
  }
}
