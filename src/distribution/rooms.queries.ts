import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { rulesWithRoom } from './domain/place.js';
import { Routing } from './routing.js';

/** Under which rules a new conversation would start now. */
@Injectable()
export class Rooms {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly routing: Routing,
    private readonly clock: Clock,
  ) {}

  /** As the visitors' pages were told last, which every change of room brings up to date. */
  async has(brandId: string, ruleId: string): Promise<boolean> {
    return this.unitOfWork.run(brandId, async () => {
      const [row] = await this.unitOfWork.query<{ open: boolean | null }>(
        'SELECT $2::uuid = ANY (open_rules) AS open FROM routing WHERE brand_id = $1',
        [brandId, ruleId],
      );
      return row?.open ?? rulesWithRoom(await this.routing.look(), this.clock.now()).has(ruleId);
    });
  }
}
