import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/index.js';
import { Secrets, Statements } from '../../platform/index.js';
import { AccountAccess } from '../account.access.js';
import { AGAIN_AFTER_MS, hashOfToken, LASTS_MS, newToken } from './password-reset.js';

export interface IssuePasswordResetInput {
  /** Of the mail. */
  id: string;
  /** As it was typed. */
  email: string;
  askedAt: Date;
}

export interface IssuedPasswordReset {
  token: string;
  /** The account's own address, whatever somebody typed that the database takes for the same. */
  email: string;
}

/** Makes the link while its mail is written: it stands in the mail and nowhere else, and the former one is void. */
@Injectable()
export class IssuePasswordReset {
  constructor(
    private readonly accounts: AccountAccess,
    private readonly statements: Statements,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** Null where there is no such account, or it has been asked for within the last minute, or since. */
  async run({ id, email, askedAt }: IssuePasswordResetInput): Promise<IssuedPasswordReset | null> {
    const now = this.clock.now();
    if (now.getTime() - askedAt.getTime() >= LASTS_MS) return null;
    const account = await this.accounts.withPassword(email);
    if (!account) return null;
    const token = newToken();
    const issued = await this.statements.query(
      `INSERT INTO password_resets AS r (id, account_id, token_hash, valid_until, asked_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (account_id) DO UPDATE SET id = excluded.id, token_hash = excluded.token_hash,
         valid_until = excluded.valid_until, asked_at = excluded.asked_at
       WHERE r.id = excluded.id OR r.asked_at <= $6 RETURNING id`,
      [
        id,
        account.id,
        hashOfToken(this.secrets, token),
        new Date(now.getTime() + LASTS_MS),
        askedAt,
        new Date(askedAt.getTime() - AGAIN_AFTER_MS),
      ],
    );
    return issued.length > 0 ? { token, email: account.email } : null;
  }
}
