import { Injectable } from '@nestjs/common';
import { AccountMails } from '../../account-mails/index.js';
import { Clock, newId, Refusal } from '../../kernel/index.js';
import { RateLimits, Statements, type RateLimit } from '../../platform/index.js';
import { AccountAccess } from '../account.access.js';

const AGAIN_AFTER_MS = 60_000;
const CODES: RateLimit = { name: 'sign-in-codes', points: 10, seconds: 3600 };

/** Has a code sent to an account's address; the former one is void. */
@Injectable()
export class AskSignInCode {
  constructor(
    private readonly accounts: AccountAccess,
    private readonly statements: Statements,
    private readonly mails: AccountMails,
    private readonly limits: RateLimits,
    private readonly clock: Clock,
  ) {}

  /** What the code will confirm, by its id. The mail is in the account's language, or else in that of the page. */
  async run({ accountId, locale }: { accountId: string; locale: string }): Promise<string> {
    await this.limits.take(CODES, accountId);
    const id = newId();
    await this.statements.query(
      `INSERT INTO sign_in_codes (id, account_id, asked_at) VALUES ($1, $2, $3)
       ON CONFLICT (account_id) DO UPDATE SET id = excluded.id, asked_at = excluded.asked_at, code_hash = NULL,
         valid_until = NULL, tries = 0`,
      [id, accountId, this.clock.now()],
    );
    await this.send({ accountId, id, locale });
    return id;
  }

  /** Once more, a minute after the last one at the earliest. */
  async again({ id, locale }: { id: string; locale: string }): Promise<void> {
    const now = this.clock.now();
    const [code] = await this.statements.query<{ accountId: string; askedAt: Date }>(
      'SELECT account_id AS "accountId", asked_at AS "askedAt" FROM sign_in_codes WHERE id = $1',
      [id],
    );
    if (!code) throw new Refusal('conflict', 'code_over');
    const wait = Math.ceil((code.askedAt.getTime() + AGAIN_AFTER_MS - now.getTime()) / 1000);
    if (wait > 0)
      throw new Refusal('too_many', 'code_too_soon', { retryAfter: wait, params: { seconds: wait } });
    await this.limits.take(CODES, code.accountId);
    const asked = await this.statements.query(
      `UPDATE sign_in_codes SET asked_at = $3, code_hash = NULL, valid_until = NULL, tries = 0
       WHERE id = $1 AND asked_at = $2 RETURNING id`,
      [id, code.askedAt, now],
    );
    if (asked.length > 0) await this.send({ accountId: code.accountId, id, locale });
  }

  private async send({
    accountId,
    id,
    locale,
  }: Record<'accountId' | 'id' | 'locale', string>): Promise<void> {
    const account = await this.accounts.account(accountId);
    await this.mails.add({
      kind: 'sign_in_code',
      recipient: account.email,
      locale: account.locale ?? locale,
      subjectId: id,
    });
  }
}
