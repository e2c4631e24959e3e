import { Injectable } from '@nestjs/common';
import { Statements } from '../../platform/index.js';
import { PasskeyAccess } from './passkey.access.js';
import { checkPasskeyName } from './passkey.form.js';

export interface RenamePasskeyInput {
  accountId: string;
  id: string;
  name: string;
}

/** Calls a passkey by the device that it lies in. */
@Injectable()
export class RenamePasskey {
  constructor(
    private readonly passkeys: PasskeyAccess,
    private readonly statements: Statements,
  ) {}

  async run({ accountId, id, name }: RenamePasskeyInput): Promise<void> {
    checkPasskeyName(name);
    const passkey = await this.passkeys.passkey(accountId, id);
    await this.statements.query('UPDATE passkeys SET name = $3 WHERE account_id = $1 AND id = $2', [
      accountId,
      passkey.id,
      name,
    ]);
  }
}
