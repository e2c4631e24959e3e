import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/index.js';
import { Jobs, UnitOfWork } from '../../platform/index.js';
import { AccountAccess } from '../account.access.js';
import { GO_OFFLINE } from '../leave-desk.js';

/** By then the desks of the session that has ended are gone; whoever has another one open stays. */
const SETTLED_MS = 1500;

/** Somebody has signed out: they do not come back as after a reload, so nothing is given to them for a minute more. */
@Injectable()
export class LeaveBySignOut {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountAccess,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  async run(accountId: string): Promise<void> {
    const dueAt = new Date(this.clock.now().getTime() + SETTLED_MS);
    for (const { brandId, memberId } of await this.accounts.memberships(accountId)) {
      await this.unitOfWork.run(
        brandId,
        () =>
          this.jobs.schedule({
            brandId,
            name: GO_OFFLINE,
            key: `${memberId} signed out`,
            payload: { memberId },
            dueAt,
          }),
        { whileSuspended: true },
      );
    }
  }
}
