import { Injectable, type OnModuleInit } from '@nestjs/common';
import { firstIdOf } from '../kernel/index.js';
import { Retention, UnitOfWork } from '../platform/index.js';

const KEPT_DAYS = 30;

/** Why conversations went where they went can be asked for a month. */
@Injectable()
export class RoutingRecordsJob implements OnModuleInit {
  constructor(
    private readonly retention: Retention,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.retention.keep({
      days: KEPT_DAYS,
      forget: (brandId, before, most) =>
        this.unitOfWork.execute(
          `DELETE FROM routing_records WHERE brand_id = $1 AND id = ANY (ARRAY(
             SELECT id FROM routing_records WHERE brand_id = $1 AND id < $2 AND at < $3 ORDER BY id LIMIT $4))`,
          [brandId, firstIdOf(before), before, most],
        ),
    });
  }
}
