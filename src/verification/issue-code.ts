import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/index.js';
import { Secrets, Statements } from '../platform/index.js';
import { hashOfCode, newCode } from './code-hash.js';
import { LASTS_MS } from './domain/one-time-code.js';

/** Makes the code while its mail is written: it stands in the mail and nowhere else. */
@Injectable()
export class IssueCode {
  constructor(
    private readonly statements: Statements,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** Six digits; null where nobody waits for a code any more. */
  async run(id: string): Promise<string | null> {
    const code = newCode();
    const asked = await this.statements.query(
      'UPDATE verifications SET code_hash = $2 WHERE id = $1 AND asked_at > $3 RETURNING id',
      [id, hashOfCode(this.secrets, id, code), new Date(this.clock.now().getTime() - LASTS_MS)],
    );
    return asked.length === 0 ? null : code;
  }
}
