import { Injectable } from '@nestjs/common';
import { Clock, type MemberActor } from '../kernel/index.js';
import { Events, Jobs, UnitOfWork } from '../platform/index.js';
import { GO_OFFLINE } from './leave-desk.js';
import type { Availability } from './member.access.js';
import { AvailabilityChanged } from './members.events.js';

/** A desk of the member is live: what they chose last holds again. */
@Injectable()
export class ComeToDesk {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  async run(actor: MemberActor): Promise<void> {
    await this.unitOfWork.run(actor.brandId, async () => {
      await this.jobs.cancel(actor.brandId, GO_OFFLINE, actor.id);
      const [returned] = await this.unitOfWork.query<{ state: Availability }>(
        `UPDATE members SET state = chosen_state, state_since = $3, last_seen_at = $3
         WHERE brand_id = $1 AND id = $2 AND state = 'offline' AND status = 'active' RETURNING state`,
        [actor.brandId, actor.id, this.clock.now()],
      );
      if (!returned) return;
      await this.events.record(actor, AvailabilityChanged, {
        subjectId: actor.id,
        data: { state: returned.state, chosenState: returned.state },
      });
    });
  }
}
