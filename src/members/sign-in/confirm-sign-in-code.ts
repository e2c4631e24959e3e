import { Injectable } from '@nestjs/common';
import { Clock, invalidFields } from '../../kernel/index.js';
import { sameText, Secrets, Statements } from '../../platform/index.js';
import { hashOfCode, MOST_TRIES } from './sign-in-code.js';

export interface ConfirmSignInCodeInput {
  id: string;
  /** As it was typed. */
  code: string;
}

/** Takes a code, once; each try counts before it is looked at. */
@Injectable()
export class ConfirmSignInCode {
  constructor(
    private readonly statements: Statements,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** The account that the code was sent to. */
  async run({ id, code }: ConfirmSignInCodeInput): Promise<string> {
    const typed = code.replace(/\s/g, '');
    if (!/^\d{6}$/.test(typed)) throw invalidFields({ code: 'code_shape' });
    const [waiting] = await this.statements.query<{ hash: string }>(
      `UPDATE sign_in_codes SET tries = tries + 1
       WHERE id = $1 AND code_hash IS NOT NULL AND valid_until > $2 AND tries < ${MOST_TRIES}
       RETURNING code_hash AS hash`,
      [id, this.clock.now()],
    );
    if (!waiting) throw invalidFields({ code: 'code_over' });
    if (!sameText(waiting.hash, hashOfCode(this.secrets, id, typed)))
      throw invalidFields({ code: 'code_wrong' });
    const [taken] = await this.statements.query<{ accountId: string }>(
      'DELETE FROM sign_in_codes WHERE id = $1 AND code_hash = $2 RETURNING account_id AS "accountId"',
      [id, waiting.hash],
    );
    if (!taken) throw invalidFields({ code: 'code_over' });
    return taken.accountId;
  }
}
