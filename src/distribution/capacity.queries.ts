import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { lastResortOf, type LastResort } from './domain/last-resort.js';
import { rulesWithCapacity } from './domain/place.js';
import { Routing } from './routing.js';

/** What a rule has for a visitor who would write now. */
export interface Capacity {
  /** A new conversation would start. */
  hasCapacity: boolean;
  /** What is offered while none would. */
  lastResort: LastResort;
}

/** Under which rules a new conversation would start now, and what is offered under the others. */
@Injectable()
export class CapacityQueries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly routing: Routing,
    private readonly clock: Clock,
  ) {}

  /** As the visitors' pages were told last, which every change of room brings up to date. */
  async of(brandId: string, ruleId: string): Promise<Capacity> {
    return this.unitOfWork.run(brandId, async () => {
      const [rule] = await this.unitOfWork.query<{
        enabled: boolean;
        lastResort: LastResort;
        open: boolean | null;
      }>(
        `SELECT r.enabled, r.last_resort AS "lastResort", r.id = ANY (g.open_rules) AS open
         FROM rules r LEFT JOIN routing g ON g.brand_id = r.brand_id WHERE r.brand_id = $1 AND r.id = $2`,
        [brandId, ruleId],
      );
      if (!rule) return { hasCapacity: false, lastResort: 'nothing' };
      const hasCapacity =
        rule.open ?? rulesWithCapacity(await this.routing.look(), this.clock.now()).has(ruleId);
      return { hasCapacity, lastResort: lastResortOf(rule) };
    });
  }
}
