import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { invalidFields } from '../../kernel/index.js';
import { Secrets, Statements } from '../../platform/index.js';
import { recoveryCodeIn, recoveryCodeOf, RECOVERY_CODES } from '../domain/recovery-code.js';

const RANDOM_BYTES = 10;

/** Codes for when the second factor is lost: shown once, kept as hashes, each good once. */
@Injectable()
export class RecoveryCodes {
  constructor(
    private readonly statements: Statements,
    private readonly secrets: Secrets,
  ) {}

  /** New ones, as they are shown; all former ones are void. */
  async renew(accountId: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, () => recoveryCodeOf(randomBytes(RANDOM_BYTES)));
    await this.statements.query(
      `INSERT INTO recovery_codes (account_id, hashes) VALUES ($1, $2)
       ON CONFLICT (account_id) DO UPDATE SET hashes = excluded.hashes`,
      [accountId, codes.map((code) => this.hash(accountId, code))],
    );
    return codes;
  }

  async take(accountId: string, typed: string): Promise<void> {
    const code = recoveryCodeIn(typed);
    if (!code) throw invalidFields({ code: 'recovery_code_shape' });
    const taken = await this.statements.query(
      `UPDATE recovery_codes SET hashes = array_remove(hashes, $2)
       WHERE account_id = $1 AND $2 = ANY (hashes) RETURNING account_id`,
      [accountId, this.hash(accountId, code)],
    );
    if (taken.length === 0) throw invalidFields({ code: 'recovery_code_wrong' });
  }

  async forget(accountId: string): Promise<void> {
    await this.statements.query('DELETE FROM recovery_codes WHERE account_id = $1', [accountId]);
  }

  /** With a key that does not lie in the database. */
  private hash(accountId: string, code: string): string {
    return this.secrets.mac('recovery code', `${accountId} ${code}`);
  }
}
