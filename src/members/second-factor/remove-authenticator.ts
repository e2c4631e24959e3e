import { Injectable } from '@nestjs/common';
import { Statements } from '../../platform/index.js';
import { ConfirmIdentity } from './confirm-identity.js';
import { TwoStepChanges } from './two-step-changes.js';

/** Takes an account's app away; where it was the last factor, the password alone signs in again. */
@Injectable()
export class RemoveAuthenticator {
  constructor(
    private readonly confirm: ConfirmIdentity,
    private readonly statements: Statements,
    private readonly changes: TwoStepChanges,
  ) {}

  /** `proof`: the password or a code, as it was typed. */
  async run(accountId: string, proof: string): Promise<void> {
    await this.confirm.run(accountId, proof);
    const removed = await this.statements.query(
      'DELETE FROM authenticator_apps WHERE account_id = $1 RETURNING account_id',
      [accountId],
    );
    if (removed.length > 0) await this.changes.removed(accountId);
  }
}
