import { Injectable } from '@nestjs/common';
import { Statements } from '../../platform/index.js';
import { ConfirmIdentity } from '../second-factor/confirm-identity.js';
import { TwoStepChanges } from '../second-factor/two-step-changes.js';
import { PasskeyAccess } from './passkey.access.js';

export interface RemovePasskeyInput {
  accountId: string;
  id: string;
  /** The password or a code, as it was typed. */
  proof: string;
}

/** Takes a passkey away: its device signs in no more. */
@Injectable()
export class RemovePasskey {
  constructor(
    private readonly passkeys: PasskeyAccess,
    private readonly confirm: ConfirmIdentity,
    private readonly statements: Statements,
    private readonly changes: TwoStepChanges,
  ) {}

  async run({ accountId, id, proof }: RemovePasskeyInput): Promise<void> {
    const passkey = await this.passkeys.passkey(accountId, id);
    await this.confirm.run(accountId, proof);
    await this.statements.query('DELETE FROM passkeys WHERE account_id = $1 AND id = $2', [
      accountId,
      passkey.id,
    ]);
    await this.changes.removed(accountId);
  }
}
