import { Injectable } from '@nestjs/common';
import { Refusal } from '../kernel/index.js';
import { CreateAccount } from '../members/index.js';
import { Statements } from '../platform/index.js';
import { ConfirmCode } from '../verification/index.js';

interface Waiting {
  verificationId: string;
  name: string;
  email: string;
  passwordHash: string;
  locale: string;
  timeZone: string | null;
}

/** Makes the account of a sign-up whose code was typed. */
@Injectable()
export class ConfirmSignUp {
  constructor(
    private readonly statements: Statements,
    private readonly codes: ConfirmCode,
    private readonly createAccount: CreateAccount,
  ) {}

  /**
   * The new account.
   * @throws Refusal `invalid` at the field `code`; `conflict` `email_taken` where there is one since.
   */
  async run({ id, code }: { id: string; code: string }): Promise<string> {
    const [waiting] = await this.statements.query<Waiting>(
      `SELECT verification_id AS "verificationId", name, email, password_hash AS "passwordHash", locale,
         time_zone AS "timeZone" FROM sign_ups WHERE id = $1`,
      [id],
    );
    if (!waiting) throw new Refusal('invalid', 'invalid_fields', { fields: { code: 'code_over' } });
    const { verificationId, passwordHash: hash, ...account } = waiting;
    await this.codes.run({ id: verificationId, code });
    const { accountId } = await this.createAccount.run({ ...account, password: { hash } });
    await this.statements.query('DELETE FROM sign_ups WHERE id = $1', [id]);
    return accountId;
  }
}
