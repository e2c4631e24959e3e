import { Injectable } from '@nestjs/common';
import { invalidFields } from '../../kernel/index.js';
import { RateLimits, Sessions, Statements, type RateLimit } from '../../platform/index.js';
import { AccountAccess } from '../account.access.js';
import { checkPassword } from '../account.form.js';
import { hashPassword, isPassword, LONGEST_PASSWORD } from './passwords.js';
import { RightsNow } from '../rights-now.js';

export interface ChangePasswordInput {
  accountId: string;
  current: string;
  password: string;
  /** The session that stays; all others of the account end. */
  sessionId: string;
}

const TRIES: RateLimit = { name: 'change-password', points: 10, seconds: 900 };

@Injectable()
export class ChangePassword {
  constructor(
    private readonly accounts: AccountAccess,
    private readonly statements: Statements,
    private readonly limits: RateLimits,
    private readonly sessions: Sessions,
    private readonly rights: RightsNow,
  ) {}

  async run({ accountId, current, password, sessionId }: ChangePasswordInput): Promise<void> {
    checkPassword(password);
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
    await this.sessions.endOthers(accountId, sessionId);
    this.rights.changed({ accountId });
  }
}
