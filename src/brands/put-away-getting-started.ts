import { Injectable } from '@nestjs/common';
import { Clock, requirePermission, type Actor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';

/** The list of first steps is shown no more. */
@Injectable()
export class PutAwayGettingStarted {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor): Promise<void> {
    requirePermission(actor, 'brand.change');
    await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.execute(
        `UPDATE brand_settings SET getting_started_put_away_at = $2
         WHERE brand_id = $1 AND getting_started_put_away_at IS NULL`,
        [actor.brandId, this.clock.now()],
      ),
    );
  }
}
