import { Injectable } from '@nestjs/common';
import { Clock, invalidFields } from '../kernel/index.js';
import { sameText, Secrets, Statements } from '../platform/index.js';
import { hashOfCode } from './code-hash.js';
import { LASTS_MS, MOST_TRIES, typedCode } from './domain/one-time-code.js';

export interface ConfirmCodeInput {
  id: string;
  /** As it was typed. */
  code: string;
}

/** Takes a code, once; each try counts before it is looked at. */
@Injectable()
export class ConfirmCode {
  constructor(
    private readonly statements: Statements,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** The address that is proved by it. Refuses at the field `code`. */
  async run({ id, code }: ConfirmCodeInput): Promise<string> {
    const typed = typedCode(code);
    if (typed === null) throw invalidFields({ code: 'code_shape' });
    const [waiting] = await this.statements.query<{ hash: string | null }>(
      `UPDATE verifications SET tries = tries + 1
       WHERE id = $1 AND asked_at > $2 AND tries < ${MOST_TRIES} RETURNING code_hash AS hash`,
      [id, new Date(this.clock.now().getTime() - LASTS_MS)],
    );
    if (!waiting) throw invalidFields({ code: 'code_over' });
    if (waiting.hash === null || !sameText(waiting.hash, hashOfCode(this.secrets, id, typed)))
      throw invalidFields({ code: 'code_wrong' });
    const [taken] = await this.statements.query<{ address: string }>(
      'DELETE FROM verifications WHERE id = $1 AND code_hash = $2 RETURNING address',
      [id, waiting.hash],
    );
    if (!taken) throw invalidFields({ code: 'code_over' });
    return taken.address;
  }
}
