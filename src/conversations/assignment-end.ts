import { Injectable } from '@nestjs/common';
import { BrandSettingsQueries } from '../brands/index.js';
import { Clock, systemActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';

/** How long a conversation waits for one member before it is anybody's in its group. */
@Injectable()
export class AssignmentEnd {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: BrandSettingsQueries,
    private readonly clock: Clock,
  ) {}

  /** When an assignment that begins now is over; null where there is no group to go to: then it never is. */
  async fromNow(groupId: string | null): Promise<Date | null> {
    if (groupId === null) return null;
    const { assignmentMinutes } = await this.settings.of(systemActor(this.unitOfWork.brandId));
    return new Date(this.clock.now().getTime() + assignmentMinutes * 60_000);
  }
}
