import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/index.js';
import { Secrets, Statements } from '../../platform/index.js';
import { hashOfCode, LASTS_MS } from './sign-in-code.js';

/** Makes the code that an account waits for, while its mail is written: it stands in the mail and nowhere else. */
@Injectable()
export class IssueSignInCode {
  constructor(
    private readonly statements: Statements,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** Six digits; null where nobody waits for a code any more. */
  async run(email: string): Promise<string | null> {
    const now = this.clock.now();
    const [asked] = await this.statements.query<{ id: string }>(
      `SELECT c.id FROM sign_in_codes c JOIN accounts a ON a.id = c.account_id
       WHERE lower(a.email) = lower($1) AND c.asked_at > $2`,
      [email, new Date(now.getTime() - LASTS_MS)],
    );
    if (!asked) return null;
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    await this.statements.query(
      'UPDATE sign_in_codes SET code_hash = $2, valid_until = $3, tries = 0 WHERE id = $1',
      [asked.id, hashOfCode(this.secrets, asked.id, code), new Date(now.getTime() + LASTS_MS)],
    );
    return code;
  }
}
