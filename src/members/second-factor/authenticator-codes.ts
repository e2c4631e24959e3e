import { Injectable } from '@nestjs/common';
import { Clock, invalidFields } from '../../kernel/index.js';
import { Secrets, Statements } from '../../platform/index.js';

/** Of a code, and of how far the clock of a phone may be away, either way. */
const STEP_S = 30;

/** Checks the codes of authenticator apps (TOTP, RFC 6238): six figures, another each half minute, each taken once. */
@Injectable()
export class AuthenticatorCodes {
  constructor(
    private readonly statements: Statements,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** Takes a code of the account's app, so that nobody takes it again. */
  async take(accountId: string, typed: string): Promise<void> {
    const [app] = await this.statements.query<{ sealed: string }>(
      'SELECT sealed_secret AS sealed FROM authenticator_apps WHERE account_id = $1',
      [accountId],
    );
    if (!app) throw invalidFields({ code: 'code_wrong' });
    const step = await this.stepOf(this.secrets.open(app.sealed), typed);
    const taken = await this.statements.query(
      `UPDATE authenticator_apps SET last_step = $3
       WHERE account_id = $1 AND sealed_secret = $2 AND last_step < $3 RETURNING account_id`,
      [accountId, app.sealed, step],
    );
    if (taken.length === 0) throw invalidFields({ code: 'code_used' });
  }

  /** The half minute that a code of this secret is of; refuses one that is of none of the last, this and the next. */
  async stepOf(secret: string, typed: string): Promise<number> {
    const token = typed.replace(/\s/g, '');
    if (!/^\d{6}$/.test(token)) throw invalidFields({ code: 'code_shape' });
    const { verify } = await import('otplib');
    const epoch = Math.floor(this.clock.now().getTime() / 1000);
    const result = await verify({ secret, token, epoch, epochTolerance: STEP_S });
    if (!result.valid || !('timeStep' in result)) throw invalidFields({ code: 'code_wrong' });
    return result.timeStep;
  }
}
