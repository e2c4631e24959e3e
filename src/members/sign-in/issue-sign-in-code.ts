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
  async run(id: string): Promise<string | null> {
    const now = this.clock.now();
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const issued = await this.statements.query(
      `UPDATE sign_in_codes SET code_hash = $2, valid_until = $3, tries = 0
       WHERE id = $1 AND asked_at > $4 RETURNING id`,
      [
        id,
        hashOfCode(this.secrets, id, code),
        new Date(now.getTime() + LASTS_MS),
        new Date(now.getTime() - LASTS_MS),
      ],
    );
    return issued.length > 0 ? code : null;
  }

  /** What a code for this address will confirm; null where nobody waits for one. */
  async waitingFor(email: string): Promise<string | null> {
    const [waiting] = await this.statements.query<{ id: string }>(
      `SELECT c.id FROM sign_in_codes c JOIN accounts a ON a.id = c.account_id WHERE lower(a.email) = lower($1)`,
      [email],
    );
    return waiting?.id ?? null;
  }
}
