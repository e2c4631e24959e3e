import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, newId } from '../../kernel/index.js';
import { Statements } from '../../platform/index.js';
import { checkEmail } from '../account.form.js';

const LASTS_MS = 24 * 3_600_000;
const TOKEN = /^[0-9a-f]{64}$/;

export interface OperatorLink {
  email: string;
  /** Of that address; null where nobody has it yet. */
  accountId: string | null;
}

/** Links that make an operator of whoever has an address, once. */
@Injectable()
export class OperatorLinks {
  constructor(
    private readonly statements: Statements,
    private readonly clock: Clock,
  ) {}

  /** Null for what is no link, was used, or is over. */
  async find(token: unknown): Promise<OperatorLink | null> {
    if (typeof token !== 'string' || !TOKEN.test(token)) return null;
    const [link] = await this.statements.query<OperatorLink>(
      `SELECT l.email, a.id AS "accountId" FROM operator_links l
       LEFT JOIN accounts a ON lower(a.email) = lower(l.email)
       WHERE l.token_hash = $1 AND l.valid_until > $2`,
      [hashOf(token), this.clock.now()],
    );
    return link ?? null;
  }

  /** The token of a new one; those of before for this address are good no more. */
  async issue(address: string): Promise<string> {
    const email = address.trim().normalize('NFC');
    checkEmail(email);
    const token = randomBytes(32).toString('hex');
    const now = this.clock.now();
    await this.statements.query(
      'DELETE FROM operator_links WHERE lower(email) = lower($1) OR valid_until <= $2',
      [email, now],
    );
    await this.statements.query(
      'INSERT INTO operator_links (id, email, token_hash, valid_until) VALUES ($1, $2, $3, $4)',
      [newId(), email, hashOf(token), new Date(now.getTime() + LASTS_MS)],
    );
    return token;
  }

  /** Makes the account an operator by it; false where somebody else was first. */
  async use(token: string, accountId: string): Promise<boolean> {
    const used = await this.statements.query(
      `WITH used AS (
         DELETE FROM operator_links l USING accounts a
         WHERE l.token_hash = $1 AND l.valid_until > $2 AND a.id = $3 AND lower(a.email) = lower(l.email)
         RETURNING l.id
       ), made AS (
         INSERT INTO operators (account_id, made_at) SELECT $3, $2 FROM used ON CONFLICT DO NOTHING
       ), written AS (
         INSERT INTO operator_acts (id, at, account_id, kind) SELECT $4, $2, $3, 'joined' FROM used
       )
       SELECT FROM used`,
      [hashOf(token), this.clock.now(), accountId, newId()],
    );
    return used.length > 0;
  }
}

/** Long enough that nobody tries them all: nothing has to be kept secret beside the token itself. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
