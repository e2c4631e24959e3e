import { Injectable } from '@nestjs/common';
import { Clock, nextTry } from '../kernel/index.js';
import { Statements } from '../platform/index.js';
import type { AccountMail } from './account-mail.js';

export type AccountMailOutcome =
  | { state: 'sent' }
  | { state: 'failed' | 'suppressed'; reason: string }
  | { state: 'delayed'; reason: string | null };

/** Writes down what became of a try, unless somebody else has taken the mail since: it is over, or tried again later. */
@Injectable()
export class SettleAccountMail {
  constructor(
    private readonly statements: Statements,
    private readonly clock: Clock,
  ) {}

  async run(mail: AccountMail, outcome: AccountMailOutcome): Promise<void> {
    const now = this.clock.now();
    if (outcome.state !== 'delayed')
      return this.write(mail, {
        state: outcome.state,
        reason: outcome.state === 'sent' ? null : outcome.reason,
        again: null,
      });
    const again = nextTry(mail.tries, mail.createdAt, now);
    const reason = outcome.reason ?? mail.reason;
    if (again) return this.write(mail, { state: 'queued', reason, again });
    return this.write(mail, { state: 'failed', reason: reason ? `gave_up:${reason}` : 'gave_up', again });
  }

  private async write(
    { id, tries }: AccountMail,
    { state, reason, again }: { state: string; reason: string | null; again: Date | null },
  ): Promise<void> {
    await this.statements.query(
      `UPDATE account_mails SET state = $3, reason = $4, next_try_at = $5, lease_until = NULL,
         state_at = CASE state WHEN $3 THEN state_at ELSE $6 END
       WHERE id = $1 AND tries = $2 AND state = 'queued'`,
      [id, tries, state, reason, again, this.clock.now()],
    );
  }
}
