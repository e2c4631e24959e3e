import { Injectable } from '@nestjs/common';
import { RecoveryCodes } from './recovery-codes.js';
import { TwoStepChanges } from './two-step-changes.js';

/** New recovery codes in the place of those of before; the owner is told. */
@Injectable()
export class RenewRecoveryCodes {
  constructor(
    private readonly codes: RecoveryCodes,
    private readonly changes: TwoStepChanges,
  ) {}

  async run(accountId: string): Promise<string[]> {
    const codes = await this.codes.renew(accountId);
    await this.changes.changed(accountId);
    return codes;
  }
}
