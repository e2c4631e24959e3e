import { Injectable } from '@nestjs/common';
import { AccountMails } from '../../account-mails/index.js';
import { Clock } from '../../kernel/index.js';
import { Statements } from '../../platform/index.js';
import type { Account } from '../account.access.js';

export interface NoteNewDeviceInput {
  account: Pick<Account, 'id' | 'email' | 'locale'>;
  signInId: string;
  /** For an account that has chosen no language. */
  locale: string;
}

/** Tells an account of a sign-in in a browser in which it had not signed in before; not of its very first one. */
@Injectable()
export class NoteNewDevice {
  constructor(
    private readonly statements: Statements,
    private readonly mails: AccountMails,
    private readonly clock: Clock,
  ) {}

  async run({ account, signInId, locale }: NoteNewDeviceInput): Promise<void> {
    const first = await this.statements.query(
      'UPDATE accounts SET first_signed_in_at = $2 WHERE id = $1 AND first_signed_in_at IS NULL RETURNING id',
      [account.id, this.clock.now()],
    );
    if (first.length > 0) return;
    await this.mails.add({
      kind: 'new_device',
      recipient: account.email,
      locale: account.locale ?? locale,
      subjectId: signInId,
    });
  }
}
