import { Injectable } from '@nestjs/common';
import { notFound, requirePermission, type Actor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { TargetingRuleRemoved } from './targeting.events.js';
import { Targeting } from './targeting.queries.js';

@Injectable()
export class RemoveTargetingRule {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly targeting: Targeting,
    private readonly events: Events,
  ) {}

  async run(actor: Actor, { targetingRuleId }: { targetingRuleId: string }): Promise<void> {
    requirePermission(actor, 'targeting.change');
    await this.unitOfWork.run(actor.brandId, async () => {
      const before = await this.targeting.rule(actor, targetingRuleId);
      if (!before) throw notFound();
      await this.unitOfWork.query('DELETE FROM targeting_rules WHERE brand_id = $1 AND id = $2', [
        actor.brandId,
        targetingRuleId,
      ]);
      await this.events.record(actor, TargetingRuleRemoved, {
        subjectId: targetingRuleId,
        data: { before, after: null },
      });
    });
  }
}
