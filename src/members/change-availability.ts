import { Injectable } from '@nestjs/common';
import { Clock, invalidFields, notFound, type MemberActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import type { Availability } from './member.access.js';
import { AvailabilityChanged } from './members.events.js';

/** What the member chooses. It holds at once with a live desk, and on return without one. */
@Injectable()
export class ChangeAvailability {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: MemberActor, chosen: Availability): Promise<void> {
    if (chosen !== 'available' && chosen !== 'away') throw invalidFields({ state: 'invalid_input' });
    await this.unitOfWork.run(actor.brandId, async () => {
      const [changed] = await this.unitOfWork.query<{ state: Availability | 'offline' }>(
        `UPDATE members SET chosen_state = $3, state = CASE state WHEN 'offline' THEN state ELSE $3 END, state_since = $4
         WHERE brand_id = $1 AND id = $2 AND status = 'active' RETURNING state`,
        [actor.brandId, actor.id, chosen, this.clock.now()],
      );
      if (!changed) throw notFound();
      await this.events.record(actor, AvailabilityChanged, {
        subjectId: actor.id,
        data: { state: changed.state, chosenState: chosen },
      });
    });
  }
}
