import { Injectable } from '@nestjs/common';
import { Clock, invalidFields, newId } from '../../kernel/index.js';
import { Statements } from '../../platform/index.js';
import { SecondFactors } from '../second-factor/second-factors.js';
import { TwoStepChanges } from '../second-factor/two-step-changes.js';
import { PasskeyAccess } from './passkey.access.js';
import { PasskeyCeremonies } from './passkey-ceremonies.js';
import { checkPasskeyName, readRegistration } from './passkey.form.js';

export interface AddPasskeyInput {
  accountId: string;
  /** The session that stays where this is the first factor. */
  sessionId: string;
  name: string;
  /** What the browser answered, as text, and what it was asked. */
  answer: unknown;
  challenge: string;
}

export const MOST_PASSKEYS = 20;

/** Gives an account a key that lies in a device. */
@Injectable()
export class AddPasskey {
  constructor(
    private readonly passkeys: PasskeyAccess,
    private readonly ceremonies: PasskeyCeremonies,
    private readonly factors: SecondFactors,
    private readonly changes: TwoStepChanges,
    private readonly statements: Statements,
    private readonly clock: Clock,
  ) {}

  /** Recovery codes where this is the first factor, else null. */
  async run({ accountId, sessionId, name, answer, challenge }: AddPasskeyInput): Promise<string[] | null> {
    checkPasskeyName(name);
    const response = readRegistration(answer);
    if ((await this.passkeys.ofAccount(accountId)).length >= MOST_PASSKEYS)
      throw invalidFields({ passkey: 'passkeys_full' });
    const { credentialId, publicKey, counter } = await this.ceremonies.added(response, challenge);
    const isFirst = !(await this.factors.hasAny(accountId));
    const added = await this.statements.query(
      `INSERT INTO passkeys (id, account_id, credential_id, public_key, counter, transports, name, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING id`,
      [
        newId(),
        accountId,
        credentialId,
        Buffer.from(publicKey),
        counter,
        response.response.transports ?? [],
        name,
        this.clock.now(),
      ],
    );
    if (added.length === 0) throw invalidFields({ passkey: 'passkey_known' });
    if (isFirst) return this.changes.began(accountId, sessionId);
    await this.changes.changed(accountId);
    return null;
  }
}
