import { Injectable } from '@nestjs/common';
import { isId, notFound } from '../../kernel/index.js';
import { Statements } from '../../platform/index.js';

export interface Passkey {
  id: string;
  accountId: string;
  credentialId: string;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** A passkey with what its answers are checked by. */
export interface PasskeyProof extends Passkey {
  publicKey: Buffer;
  counter: number;
}

const COLUMNS = `id, account_id AS "accountId", credential_id AS "credentialId", name, created_at AS "createdAt",
  last_used_at AS "lastUsedAt"`;

/** The loaders of passkeys. */
@Injectable()
export class PasskeyAccess {
  constructor(private readonly statements: Statements) {}

  ofAccount(accountId: string): Promise<Passkey[]> {
    return this.statements.query<Passkey>(
      `SELECT ${COLUMNS} FROM passkeys WHERE account_id = $1 ORDER BY created_at, id`,
      [accountId],
    );
  }

  /** Of the account; that of another one looks like none. */
  async passkey(accountId: string, id: string): Promise<Passkey> {
    if (!isId(id)) throw notFound();
    const [passkey] = await this.statements.query<Passkey>(
      `SELECT ${COLUMNS} FROM passkeys WHERE account_id = $1 AND id = $2`,
      [accountId, id],
    );
    if (!passkey) throw notFound();
    return passkey;
  }

  async withProof(credentialId: string): Promise<PasskeyProof | null> {
    const [passkey] = await this.statements.query<PasskeyProof & { counter: string }>(
      `SELECT ${COLUMNS}, public_key AS "publicKey", counter FROM passkeys WHERE credential_id = $1`,
      [credentialId],
    );
    return passkey ? { ...passkey, counter: Number(passkey.counter) } : null;
  }
}
