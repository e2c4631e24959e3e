import { Injectable } from '@nestjs/common';
import { isId, notFound } from '../kernel/index.js';
import { pageOf, Statements } from '../platform/index.js';
import { ACCOUNT_MAIL_COLUMNS, type AccountMail, type AccountMailState } from './account-mail.js';
import type { ComposedText } from './keep-composed-mail.js';

export const ACCOUNT_MAIL_STATES: readonly AccountMailState[] = ['queued', 'sent', 'failed', 'suppressed'];

export interface AccountMailRecord extends AccountMail {
  /** As it was composed; null but where one develops without a mail server. */
  composed: ComposedText | null;
}

const PAGE = 50;
const RECORD = `${ACCOUNT_MAIL_COLUMNS}, CASE WHEN m.subject IS NOT NULL
  THEN json_build_object('subject', m.subject, 'html', m.html, 'text', m.body) END AS composed`;

/** What became of mails of accounts. For who runs the platform; whoever asks checks that. */
@Injectable()
export class AccountMailRecords {
  constructor(private readonly statements: Statements) {}

  /** Newest first, from before the mail of that id; without what was composed. */
  async page({
    state,
    before,
  }: {
    state: AccountMailState | null;
    before: string | null;
  }): Promise<{ records: AccountMail[]; older: string | null }> {
    const rows = await this.statements.query<AccountMail>(
      `SELECT ${ACCOUNT_MAIL_COLUMNS} FROM account_mails m
       WHERE ($1::text IS NULL OR m.state = $1) AND ($2::uuid IS NULL OR m.id < $2)
       ORDER BY m.id DESC LIMIT ${PAGE + 1}`,
      [state, before],
    );
    const [records, older] = pageOf(rows, PAGE, ({ id }) => id);
    return { records, older };
  }

  async record(id: string): Promise<AccountMailRecord> {
    if (!isId(id)) throw notFound();
    const [record] = await this.statements.query<AccountMailRecord>(
      `SELECT ${RECORD} FROM account_mails m WHERE m.id = $1`,
      [id],
    );
    if (!record) throw notFound();
    return record;
  }
}
