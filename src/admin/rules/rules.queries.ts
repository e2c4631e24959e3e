import { Injectable } from '@nestjs/common';
import type { LastResort, Sharing } from '../../distribution/index.js';
import { Clock, type Actor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';

/** A rule as its form knows it. */
export interface RuleState {
  name: string;
  enabled: boolean;
  sharing: Sharing;
  lastResort: LastResort;
  queues: { groupId: string; threshold: number; share: number }[];
}

export interface StoredRule extends RuleState {
  id: string;
  queues: (RuleState['queues'][number] & { waiting: number })[];
  /** Everything that waits under it, in groups that it no longer lists too. */
  waiting: number;
}

/** What a queue holds at this moment. */
export interface QueueLoad {
  threshold: number;
  waiting: number;
}

export interface GroupSummary {
  id: string;
  name: string;
  active: boolean;
  members: { id: string; name: string; isFree: boolean }[];
}

/** Rules and their queues, for the pages that change them. */
@Injectable()
export class RuleQueries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  rules(actor: Actor): Promise<StoredRule[]> {
    return this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<StoredRule>(`${RULES} ORDER BY r.created_at, r.id`, [actor.brandId, null]),
    );
  }

  /** What the form of the rule starts from; null where there is no such rule. */
  async state(actor: Actor, id: string): Promise<RuleState | null> {
    const [rule] = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<StoredRule>(RULES, [actor.brandId, id]),
    );
    return rule ? stateOf(rule) : null;
  }

  /** The present load of the rule's queues, by group. */
  async loads(actor: Actor, ruleId: string): Promise<Map<string, QueueLoad>> {
    const rows = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<QueueLoad & { groupId: string }>(
        'SELECT group_id AS "groupId", threshold, waiting FROM queues WHERE brand_id = $1 AND rule_id = $2',
        [actor.brandId, ruleId],
      ),
    );
    return new Map(rows.map(({ groupId, ...load }) => [groupId, load]));
  }

  groups(actor: Actor): Promise<GroupSummary[]> {
    return this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<GroupSummary>(
        `SELECT g.id, g.name, g.active, coalesce(
           json_agg(json_build_object('id', m.id, 'name', m.name, 'isFree', l.is_free) ORDER BY m.name, m.id)
             FILTER (WHERE m.id IS NOT NULL), '[]') AS members
         FROM groups g
         LEFT JOIN group_members gm ON gm.brand_id = g.brand_id AND gm.group_id = g.id
         LEFT JOIN members m ON m.brand_id = gm.brand_id AND m.id = gm.member_id AND m.status = 'active'
         LEFT JOIN member_loads($2) l ON l.brand_id = m.brand_id AND l.member_id = m.id
         WHERE g.brand_id = $1
         GROUP BY g.brand_id, g.id ORDER BY g.created_at, g.id`,
        [actor.brandId, this.clock.now()],
      ),
    );
  }
}

function stateOf({ id: _, waiting: __, queues, ...rule }: StoredRule): RuleState {
  return {
    ...rule,
    queues: queues.map(({ groupId, threshold, share }) => ({ groupId, threshold, share })),
  };
}

const RULES = `
  SELECT r.id, r.name, r.enabled, r.sharing, r.last_resort AS "lastResort",
    coalesce(json_agg(json_build_object('groupId', q.group_id, 'threshold', q.threshold, 'share', q.share,
      'waiting', q.waiting) ORDER BY q.position) FILTER (WHERE q.listed), '[]') AS queues,
    coalesce(sum(q.waiting), 0)::integer AS waiting
  FROM rules r LEFT JOIN queues q ON q.brand_id = r.brand_id AND q.rule_id = r.id
  WHERE r.brand_id = $1 AND ($2::uuid IS NULL OR r.id = $2)
  GROUP BY r.brand_id, r.id`;
