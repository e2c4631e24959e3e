import { Injectable } from '@nestjs/common';
import { AccountMails } from '../../account-mails/index.js';
import { Events, Sessions, UnitOfWork } from '../../platform/index.js';
import { AccountAccess } from '../account.access.js';
import { TwoStepChanged } from '../members.events.js';
import { RightsNow } from '../rights-now.js';
import { RecoveryCodes } from './recovery-codes.js';
import { SecondFactors } from './second-factors.js';

/** What follows when an account has other second factors: its owner is told by mail, its brands by their log. */
@Injectable()
export class TwoStepChanges {
  constructor(
    private readonly accounts: AccountAccess,
    private readonly factors: SecondFactors,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly sessions: Sessions,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
    private readonly rights: RightsNow,
    private readonly mails: AccountMails,
  ) {}

  /** The account has its first one. All sessions but one end, since they were begun without it; gives recovery codes. */
  async began(accountId: string, keptSessionId: string): Promise<string[]> {
    const codes = await this.recoveryCodes.renew(accountId);
    await this.sessions.endOthers(accountId, keptSessionId);
    await this.tell(accountId, true);
    return codes;
  }

  /** Whatever was taken away: where nothing is left, the password alone signs in again. */
  async removed(accountId: string): Promise<void> {
    if (await this.factors.hasAny(accountId)) return this.changed(accountId);
    await this.recoveryCodes.forget(accountId);
    await this.tell(accountId, false);
  }

  /** Another one came beside, or in the place of one. */
  async changed(accountId: string): Promise<void> {
    const { email, locale } = await this.accounts.account(accountId);
    const mail = { kind: 'second_factor_changed', recipient: email, subjectId: accountId } as const;
    await this.mails.add({ ...mail, locale: locale ?? 'en' });
  }

  private async tell(accountId: string, isOn: boolean): Promise<void> {
    for (const { brandId, memberId, role } of await this.accounts.memberships(accountId)) {
      const actor = { kind: 'member', brandId, id: memberId, accountId, role, locale: 'en' } as const;
      await this.unitOfWork.run(brandId, () =>
        this.events.record(actor, TwoStepChanged, {
          subjectId: memberId,
          data: { before: { twoStep: !isOn }, after: { twoStep: isOn } },
        }),
      );
    }
    this.rights.changed({ accountId });
    await this.changed(accountId);
  }
}
