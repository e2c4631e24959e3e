import { Injectable } from '@nestjs/common';
import { AccountMails } from '../account-mails/index.js';
import { Clock, newId, normalAddress, Refusal } from '../kernel/index.js';
import { RateLimits, Secrets, Statements, type RateLimit } from '../platform/index.js';
import { hashOfCode, newCode } from './code-hash.js';
import { secondsUntilAgain } from './domain/one-time-code.js';

export type Purpose = 'sign_up';

/** `sign_up_known` says in place of a code that there is an account already. */
export type CodeMail = 'address_code' | 'sign_up_known';

export interface AskCodeInput {
  purpose: Purpose;
  address: string;
  locale: string;
  mail: CodeMail;
  /** Where it is asked from, as limits of guessing count it. */
  network: string;
}

interface Asked {
  address: string;
  locale: string;
  mail: CodeMail;
  askedAt: Date;
}

const BY_ADDRESS: RateLimit = { name: 'verification-address', points: 5, seconds: 3600 };
const BY_NETWORK: RateLimit = { name: 'verification-network', points: 60, seconds: 3600 };
const FORGOTTEN_MS = 24 * 3_600_000;

/** Has a one-time code sent to an address, to see that whoever typed it reads its mails. */
@Injectable()
export class AskCode {
  constructor(
    private readonly statements: Statements,
    private readonly limits: RateLimits,
    private readonly secrets: Secrets,
    private readonly mails: AccountMails,
    private readonly clock: Clock,
  ) {}

  /** What the code will prove, by its id. */
  async run({ purpose, address, locale, mail, network }: AskCodeInput): Promise<string> {
    this.take(address, network);
    const id = newId();
    const now = this.clock.now();
    await this.statements.query('DELETE FROM verifications WHERE asked_at < $1', [
      new Date(now.getTime() - FORGOTTEN_MS),
    ]);
    await this.statements.query(
      `INSERT INTO verifications (id, purpose, address, locale, mail, code_hash, asked_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, purpose, address, locale, mail, this.decoy(id, mail), now],
    );
    await this.mails.add({ kind: mail, recipient: address, locale, subjectId: id });
    return id;
  }

  /**
   * Once more, to the same address; the former code is void.
   * @throws Refusal `conflict` where it was forgotten meanwhile, `too_many` sooner than half a minute after the last.
   */
  async again(id: string, network: string): Promise<void> {
    const [asked] = await this.statements.query<Asked>(
      'SELECT address, locale, mail, asked_at AS "askedAt" FROM verifications WHERE id = $1',
      [id],
    );
    if (!asked) throw new Refusal('conflict', 'code_over');
    const seconds = secondsUntilAgain(asked.askedAt, this.clock.now());
    if (seconds > 0)
      throw new Refusal('too_many', 'code_too_soon', { retryAfter: seconds, params: { seconds } });
    this.take(asked.address, network);
    const renewed = await this.statements.query(
      `UPDATE verifications SET asked_at = $3, code_hash = $4, tries = 0 WHERE id = $1 AND asked_at = $2 RETURNING id`,
      [id, asked.askedAt, this.clock.now(), this.decoy(id, asked.mail)],
    );
    if (renewed.length === 0) return;
    const { address, locale, mail } = asked;
    await this.mails.add({ kind: mail, recipient: address, locale, subjectId: id });
  }

  private take(address: string, network: string): void {
    this.limits.takeAll([
      { limit: BY_ADDRESS, key: normalAddress(address) },
      { limit: BY_NETWORK, key: network },
    ]);
  }

  /** A code that nobody is told: without one in a mail the form answers as if there were. */
  private decoy(id: string, mail: CodeMail): string | null {
    return mail === 'address_code' ? null : hashOfCode(this.secrets, id, newCode());
  }
}
