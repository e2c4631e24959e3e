import { Injectable } from '@nestjs/common';
import { normalAddress, notFound } from '../kernel/index.js';
import { Statements } from '../platform/index.js';

export interface Account {
  id: string;
  email: string;
  name: string;
  /** Chosen; null leaves it to the browser. */
  locale: string | null;
  timeZone: string | null;
}

/** A brand in which an account is an active member. */
export interface Membership {
  brandId: string;
  memberId: string;
  slug: string;
  name: string;
  role: 'admin' | 'manager' | 'agent';
}

const COLUMNS = 'id, email, name, locale, time_zone AS "timeZone"';

/** The loaders of accounts: people, who may be members of several brands. */
@Injectable()
export class AccountAccess {
  constructor(private readonly statements: Statements) {}

  async account(id: string): Promise<Account> {
    const [account] = await this.statements.query<Account>(`SELECT ${COLUMNS} FROM accounts WHERE id = $1`, [
      id,
    ]);
    if (!account) throw notFound();
    return account;
  }

  async withPassword(email: string): Promise<(Account & { passwordHash: string }) | null> {
    const [account] = await this.statements.query<Account & { passwordHash: string }>(
      `SELECT ${COLUMNS}, password_hash AS "passwordHash" FROM accounts WHERE lower(email) = lower($1)`,
      [normalAddress(email)],
    );
    return account ?? null;
  }

  async passwordHash(id: string): Promise<string | null> {
    const [row] = await this.statements.query<{ hash: string }>(
      'SELECT password_hash AS hash FROM accounts WHERE id = $1',
      [id],
    );
    return row?.hash ?? null;
  }

  memberships(accountId: string): Promise<Membership[]> {
    return this.statements.query<Membership>(
      `SELECT brand_id AS "brandId", member_id AS "memberId", slug, name, role FROM memberships_of($1)`,
      [accountId],
    );
  }
}
