import { Injectable } from '@nestjs/common';
import { Clock, newId, Refusal, systemActor } from '../../kernel/index.js';
import { Events, RateLimits, Statements, UnitOfWork, type RateLimit } from '../../platform/index.js';
import { AccountAccess } from '../account.access.js';
import { SignInCodeAsked } from '../members.events.js';

const AGAIN_AFTER_MS = 60_000;
const CODES: RateLimit = { name: 'sign-in-codes', points: 10, seconds: 3600 };

/** Has a code sent to an account's address, as a mail of one of its brands; the former one is void. */
@Injectable()
export class AskSignInCode {
  constructor(
    private readonly accounts: AccountAccess,
    private readonly statements: Statements,
    private readonly unitOfWork: UnitOfWork,
    private readonly limits: RateLimits,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** What the code will confirm, by its id. */
  async run(accountId: string): Promise<string> {
    await this.limits.take(CODES, accountId);
    const id = newId();
    await this.statements.query(
      `INSERT INTO sign_in_codes (id, account_id, asked_at) VALUES ($1, $2, $3)
       ON CONFLICT (account_id) DO UPDATE SET id = excluded.id, asked_at = excluded.asked_at, code_hash = NULL,
         valid_until = NULL, tries = 0`,
      [id, accountId, this.clock.now()],
    );
    await this.send(accountId);
    return id;
  }

  /** Once more, a minute after the last one at the earliest. */
  async again(id: string): Promise<void> {
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
    if (asked.length > 0) await this.send(code.accountId);
  }

  private async send(accountId: string): Promise<void> {
    const [membership] = await this.accounts.memberships(accountId);
    if (!membership) return;
    const { brandId, memberId } = membership;
    await this.unitOfWork.run(brandId, () =>
      this.events.record(systemActor(brandId), SignInCodeAsked, { subjectId: memberId }),
    );
  }
}
