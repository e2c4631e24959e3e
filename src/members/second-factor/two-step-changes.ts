import { Injectable } from '@nestjs/common';
import { Events, UnitOfWork } from '../../platform/index.js';
import { AccountAccess } from '../account.access.js';
import { TwoStepChanged } from '../members.events.js';
import { RightsNow } from '../rights-now.js';

/** Tells the brands of an account that somebody's sign-in is safer now, or less so. */
@Injectable()
export class TwoStepChanges {
  constructor(
    private readonly accounts: AccountAccess,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
    private readonly rights: RightsNow,
  ) {}

  async tell(accountId: string, isOn: boolean): Promise<void> {
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
  }
}
