import { Injectable } from '@nestjs/common';
import { AccountMails } from '../../account-mails/index.js';
import { Sessions, Statements } from '../../platform/index.js';
import type { Account } from '../account.access.js';
import { RightsNow } from '../rights-now.js';

export interface NewPasswordInput {
  account: Pick<Account, 'id' | 'email' | 'locale'>;
  /** The session that stays; null ends all of them. */
  keptSessionId: string | null;
  /** For an account that has chosen no language. */
  locale: string;
}

/** What follows when an account has another password: what the former one has opened ends, and its owner is told. */
@Injectable()
export class NewPassword {
  constructor(
    private readonly statements: Statements,
    private readonly sessions: Sessions,
    private readonly rights: RightsNow,
    private readonly mails: AccountMails,
  ) {}

  async run({ account, keptSessionId, locale }: NewPasswordInput): Promise<void> {
    const { id: accountId, email } = account;
    await this.statements.query('DELETE FROM sign_in_codes WHERE account_id = $1', [accountId]);
    await this.statements.query('DELETE FROM password_resets WHERE account_id = $1', [accountId]);
    if (keptSessionId === null) await this.sessions.endAll(accountId);
    else await this.sessions.endOthers(accountId, keptSessionId);
    this.rights.changed({ accountId });
    await this.mails.add({
      kind: 'password_changed',
      recipient: email,
      locale: account.locale ?? locale,
      subjectId: accountId,
    });
  }
}
