import { Injectable } from '@nestjs/common';
import { CapacityQueries, type LastResort } from '../distribution/index.js';
import { isOpen, OpeningHours, type HoursOwner, type Schedule } from '../hours/index.js';
import { Clock, type Actor, type VisitorActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import type { VisitFacts } from '../visitors/index.js';
import { chooseTargetingRule, type TargetingChoice } from './domain/choose-rule.js';
import {
  HOURS_SOURCES,
  type HoursCondition,
  type HoursSource,
  type Situation,
  type TargetingRule,
} from './domain/conditions.js';

/** Which rule answers the visitor on the page where they are, and whether a conversation could start now. */
export interface TargetingAnswer {
  /** The distribution rule; null where no targeting rule matches. */
  ruleId: string | null;
  targetingRuleId: string | null;
  hasCapacity: boolean;
  /** What the rule offers while a conversation could not. */
  lastResort: LastResort;
  /** Milliseconds after which to ask again, where a rule waits for time on the page. */
  askAgain: number | null;
}

export interface StoredTargetingRule extends TargetingRule {
  siteId: string;
  position: number;
  enabled: boolean;
}

const COLUMNS = `t.id, t.site_id AS "siteId", t.name, t.position, t.enabled, t.conditions, t.rule_id AS "ruleId"`;

@Injectable()
export class Targeting {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly capacity: CapacityQueries,
    private readonly hours: OpeningHours,
    private readonly clock: Clock,
  ) {}

  async answer(
    actor: VisitorActor,
    facts: VisitFacts,
    country: string | null = null,
  ): Promise<TargetingAnswer> {
    return this.unitOfWork.run(actor.brandId, async () => {
      const now = this.clock.now();
      const secondsOnPage = facts.pageAt ? (now.getTime() - facts.pageAt.getTime()) / 1000 : 0;
      const { chosen, changesIn } = await this.choose(actor, actor.siteId, {
        ...facts,
        country,
        secondsOnPage,
      });
      const room = chosen && (await this.capacity.of(actor.brandId, chosen.ruleId));
      return {
        ruleId: chosen?.ruleId ?? null,
        targetingRuleId: chosen?.id ?? null,
        hasCapacity: room?.hasCapacity ?? false,
        lastResort: room?.lastResort ?? 'nothing',
        askAgain: changesIn === null ? null : Math.ceil(changesIn * 1000),
      };
    });
  }

  /** "This page, this visitor: which rule?", with what came of each rule. */
  choose(actor: Actor, siteId: string, seen: Omit<Situation, 'isOpen'>): Promise<TargetingChoice> {
    return this.unitOfWork.run(actor.brandId, async () => {
      const rules = await this.unitOfWork.query<StoredTargetingRule & { timeZone: string }>(
        `SELECT ${COLUMNS}, b.time_zone AS "timeZone" FROM targeting_rules t JOIN brands b ON b.id = t.brand_id
         WHERE t.brand_id = $1 AND t.site_id = $2 AND t.enabled ORDER BY t.position, t.id`,
        [actor.brandId, siteId],
      );
      const timeZone = rules[0]?.timeZone ?? 'UTC';
      const followed = await this.followed(actor, siteId, rules);
      const now = this.clock.now();
      const hoursOf = ({ of, spans }: HoursCondition): Schedule =>
        (of && followed.get(of)) ?? { timeZone, weekly: spans, exceptions: [] };
      return chooseTargetingRule(rules, { ...seen, isOpen: (condition) => isOpen(hoursOf(condition), now) });
    });
  }

  /** The opening hours that these rules ask for, beside their own. */
  private async followed(
    actor: Actor,
    siteId: string,
    rules: readonly TargetingRule[],
  ): Promise<Map<HoursSource, Schedule>> {
    const schedules = new Map<HoursSource, Schedule>();
    for (const source of HOURS_SOURCES) {
      const asked = rules.some(({ conditions }) =>
        conditions.some((each) => 'of' in each && each.of === source),
      );
      if (asked) schedules.set(source, await this.hours.of(actor, hoursOwner(source, siteId)));
    }
    return schedules;
  }

  /** A site's rules in the order in which they are tried, those that are switched off among them. */
  async rules(actor: Actor, siteId: string): Promise<StoredTargetingRule[]> {
    const rules = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<StoredTargetingRule>(
        `SELECT ${COLUMNS} FROM targeting_rules t WHERE t.brand_id = $1 AND t.site_id = $2 ORDER BY t.position, t.id`,
        [actor.brandId, siteId],
      ),
    );
    return rules.map(asItWasSaid);
  }

  /** Null where there is no such rule. */
  async rule(actor: Actor, id: string): Promise<StoredTargetingRule | null> {
    const [rule] = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<StoredTargetingRule>(
        `SELECT ${COLUMNS} FROM targeting_rules t WHERE t.brand_id = $1 AND t.id = $2`,
        [actor.brandId, id],
      ),
    );
    return rule ? asItWasSaid(rule) : null;
  }
}

export function hoursOwner(source: HoursSource, siteId: string): HoursOwner {
  return source === 'site' ? { kind: 'site', id: siteId } : { kind: 'brand' };
}

/** Of hours that a rule follows it says whose they are, and no more. */
function asItWasSaid(rule: StoredTargetingRule): StoredTargetingRule {
  const conditions = rule.conditions.map((each) => ('of' in each && each.of ? { ...each, spans: [] } : each));
  return { ...rule, conditions };
}
