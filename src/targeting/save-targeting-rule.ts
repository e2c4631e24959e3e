import { Injectable } from '@nestjs/common';
import { OpeningHours } from '../hours/index.js';
import { isId, newId, notFound, requirePermission, type Actor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { TargetingRuleSaved } from './targeting.events.js';
import { checkTargetingRule, type TargetingRuleInput } from './targeting.form.js';
import type { Condition } from './domain/conditions.js';
import { hoursOwner, Targeting } from './targeting.queries.js';

export type SaveTargetingRuleInput = TargetingRuleInput & { targetingRuleId?: string };

/** A targeting rule as it shall be; a new one is tried last. */
@Injectable()
export class SaveTargetingRule {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly targeting: Targeting,
    private readonly hours: OpeningHours,
    private readonly events: Events,
  ) {}

  async run(
    actor: Actor,
    { targetingRuleId: id = newId(), ...input }: SaveTargetingRuleInput,
  ): Promise<string> {
    requirePermission(actor, 'targeting.change');
    const after = checkTargetingRule(input);
    if (![id, after.siteId, after.ruleId].every(isId)) throw notFound();
    await this.unitOfWork.run(actor.brandId, async () => {
      await this.requireKnown(actor.brandId, after);
      const before = await this.targeting.rule(actor, id);
      const conditions = await this.withWeeks(actor, after);
      await this.unitOfWork.query(
        `INSERT INTO targeting_rules (brand_id, id, site_id, name, position, enabled, conditions, rule_id)
         SELECT $1, $2, $3, $4, COALESCE(max(t.position) + 1, 0), $5, $6, $7
         FROM targeting_rules t WHERE t.brand_id = $1 AND t.site_id = $3
         ON CONFLICT (brand_id, id) DO UPDATE SET site_id = excluded.site_id, name = excluded.name,
           enabled = excluded.enabled, conditions = excluded.conditions, rule_id = excluded.rule_id`,
        [
          actor.brandId,
          id,
          after.siteId,
          after.name,
          after.enabled,
          JSON.stringify(conditions),
          after.ruleId,
        ],
      );
      await this.events.record(actor, TargetingRuleSaved, { subjectId: id, data: { before, after } });
    });
    return id;
  }

  /** A node of the former version knows no hours but those that stand in the rule: it gets the weeks of now. */
  private async withWeeks(actor: Actor, { siteId, conditions }: TargetingRuleInput): Promise<Condition[]> {
    const known: Condition[] = [];
    for (const condition of conditions) {
      if (condition.kind !== 'hours' || !condition.of) known.push(condition);
      else {
        const { weekly } = await this.hours.of(actor, hoursOwner(condition.of, siteId));
        known.push({ ...condition, spans: weekly });
      }
    }
    return known;
  }

  private async requireKnown(brandId: string, { siteId, ruleId }: TargetingRuleInput): Promise<void> {
    const [known] = await this.unitOfWork.query<{ both: boolean }>(
      `SELECT EXISTS (SELECT FROM sites WHERE brand_id = $1 AND id = $2)
         AND EXISTS (SELECT FROM rules WHERE brand_id = $1 AND id = $3) AS both`,
      [brandId, siteId, ruleId],
    );
    if (!known?.both) throw notFound();
  }
}
