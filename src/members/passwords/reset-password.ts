import { Injectable } from '@nestjs/common';
import { Clock, Refusal } from '../../kernel/index.js';
import { Secrets, Sessions, Statements } from '../../platform/index.js';
import type { Account } from '../account.access.js';
import { hashPassword } from '../sign-in/passwords.js';
import { NewPassword } from './new-password.js';
import { checkPassword } from './password-rules.js';
import { hashOfToken } from './password-reset.js';

export interface ResetPasswordInput {
  token: string;
  password: string;
  /** Of the page, for the mail to an account that has chosen no language. */
  locale: string;
}

type Resetting = Pick<Account, 'id' | 'email' | 'locale' | 'timeZone'>;

/** Whoever follows the link of a mail chooses another password, once; nobody stays signed in. */
@Injectable()
export class ResetPassword {
  constructor(
    private readonly statements: Statements,
    private readonly sessions: Sessions,
    private readonly newPassword: NewPassword,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** Whose password the link changes; null where it is over. Looking at it uses nothing up, for mail scanners do. */
  async open(token: string): Promise<Resetting | null> {
    const [account] = await this.statements.query<Resetting>(
      `SELECT a.id, a.email, a.locale, a.time_zone AS "timeZone" FROM password_resets r
       JOIN accounts a ON a.id = r.account_id WHERE r.token_hash = $1 AND r.valid_until > $2`,
      [hashOfToken(this.secrets, token), this.clock.now()],
    );
    return account ?? null;
  }

  /** Tells whose password was changed; refuses with `link_invalid` where the link is. */
  async run({ token, password, locale }: ResetPasswordInput): Promise<string> {
    const account = await this.open(token);
    if (!account) throw over();
    await checkPassword(password, account.email);
    const passwordHash = await hashPassword(password);
    // Before it is written too: a process that ends in between leaves nobody signed in beside the new password.
    await this.sessions.endAll(account.id);
    const changed = await this.statements.query(
      `WITH used AS (DELETE FROM password_resets WHERE token_hash = $1 AND valid_until > $2 RETURNING account_id)
       UPDATE accounts a SET password_hash = $3 FROM used WHERE a.id = used.account_id RETURNING a.id`,
      [hashOfToken(this.secrets, token), this.clock.now(), passwordHash],
    );
    if (changed.length === 0) throw over();
    await this.newPassword.run({ account, keptSessionId: null, locale });
    return account.id;
  }
}

function over(): Refusal {
  return new Refusal('conflict', 'link_invalid');
}
