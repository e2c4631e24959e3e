import { Injectable } from '@nestjs/common';
import { Clock, type VisitorActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';

/** From now on this browser shows the conversations of the customer it was merged into. */
@Injectable()
export class RejoinHistory {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(actor: VisitorActor): Promise<void> {
    await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.execute(
        `UPDATE visitors SET rejoined_at = $3
         WHERE brand_id = $1 AND id = $2 AND merged_into IS NOT NULL AND rejoined_at IS NULL`,
        [actor.brandId, actor.id, this.clock.now()],
      ),
    );
  }
}
