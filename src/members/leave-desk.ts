import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/index.js';
import { GRACE_MS, Jobs, Presence, UnitOfWork } from '../platform/index.js';

export const GO_OFFLINE = 'members.go_offline';

/** A desk is gone. When it was the last one, the member is offline a minute later, unless one is back by then. */
@Injectable()
export class LeaveDesk {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly presence: Presence,
    private readonly clock: Clock,
  ) {}

  async run(brandId: string, memberId: string): Promise<void> {
    await this.unitOfWork.run(
      brandId,
      async () => {
        if ((await this.presence.online('member', [memberId])).has(memberId)) return;
        const dueAt = new Date(this.clock.now().getTime() + GRACE_MS);
        await this.jobs.schedule({ brandId, name: GO_OFFLINE, key: memberId, payload: { memberId }, dueAt });
      },
      { whileSuspended: true },
    );
  }
}
