import { Injectable } from '@nestjs/common';
import { Refusal, requirePermission, type Actor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { TargetingRulesOrdered } from './targeting.events.js';
import { Targeting } from './targeting.queries.js';

/** The order in which a site's rules are tried. */
@Injectable()
export class OrderTargetingRules {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly targeting: Targeting,
    private readonly events: Events,
  ) {}

  /** All of the site's rules, or it is a conflict: somebody has added or removed one meanwhile. */
  async run(actor: Actor, { siteId, order }: { siteId: string; order: string[] }): Promise<void> {
    requirePermission(actor, 'targeting.change');
    await this.unitOfWork.run(actor.brandId, async () => {
      const before = (await this.targeting.rules(actor, siteId)).map(({ id }) => id);
      if ([...before].sort().join() !== [...order].sort().join()) throw new Refusal('conflict', 'conflict');
      await this.unitOfWork.query(
        `UPDATE targeting_rules t SET position = i.place FROM unnest($2::uuid[]) WITH ORDINALITY AS i(id, place)
         WHERE t.brand_id = $1 AND t.id = i.id`,
        [actor.brandId, order],
      );
      await this.events.record(actor, TargetingRulesOrdered, {
        subjectId: siteId,
        data: { before: { order: before }, after: { order } },
      });
    });
  }
}
