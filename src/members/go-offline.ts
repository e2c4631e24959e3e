import { Injectable } from '@nestjs/common';
import { Clock, systemActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import type { Availability } from './member.access.js';
import { AvailabilityChanged } from './members.events.js';

/** Nothing is distributed to a member any more, unless a desk of theirs is live. Their conversations stay with them. */
@Injectable()
export class GoOffline {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(brandId: string, memberId: string): Promise<void> {
    await this.unitOfWork.run(
      brandId,
      async () => {
        const [gone] = await this.unitOfWork.query<{ chosenState: Availability }>(
          `UPDATE members m SET state = 'offline', state_since = $3, last_seen_at = $3
         WHERE m.brand_id = $1 AND m.id = $2 AND m.state <> 'offline' AND NOT EXISTS (
           SELECT FROM connections c WHERE c.brand_id = $1 AND c.side = 'member' AND c.person_id = $2)
         RETURNING m.chosen_state AS "chosenState"`,
          [brandId, memberId, this.clock.now()],
        );
        if (!gone) return;
        await this.events.record(systemActor(brandId), AvailabilityChanged, {
          subjectId: memberId,
          data: { state: 'offline', chosenState: gone.chosenState },
        });
      },
      { whileSuspended: true },
    );
  }
}
