import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';

/** A member who is asked for at once by one group and from a queue by another. */
export interface MixedDuty {
  memberId: string;
  name: string;
  groupIds: string[];
  /** Groups with a threshold of 0, each with its rule: they engage only while a member is free. */
  atOnce: string[];
  /** Groups with places in a queue, each with its rule: what waits there takes every free place first. */
  queued: string[];
  /** How many wait in those queues now. */
  waiting: number;
}

/** Who is in a group with a threshold of 0 and in a queued one as well, under the rules that are switched on. */
@Injectable()
export class MixedDuties {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  all(actor: Actor): Promise<MixedDuty[]> {
    return this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<MixedDuty>(
        `WITH duties AS (
           SELECT gm.member_id, g.id AS group_id, g.name || ' (' || r.name || ')' AS name, q.threshold = 0 AS at_once,
             q.threshold > 0 AS queued, CASE WHEN q.threshold > 0 THEN q.waiting ELSE 0 END AS waiting
           FROM queues q
           JOIN rules r ON r.brand_id = q.brand_id AND r.id = q.rule_id AND r.enabled
           JOIN groups g ON g.brand_id = q.brand_id AND g.id = q.group_id AND g.active
           JOIN group_members gm ON gm.brand_id = g.brand_id AND gm.group_id = g.id
           WHERE q.brand_id = $1 AND q.listed
         )
         SELECT m.id AS "memberId", m.name, array_agg(d.group_id) AS "groupIds",
           array_agg(d.name ORDER BY d.name) FILTER (WHERE d.at_once) AS "atOnce",
           array_agg(d.name ORDER BY d.name) FILTER (WHERE d.queued) AS queued,
           sum(d.waiting)::integer AS waiting
         FROM duties d JOIN members m ON m.brand_id = $1 AND m.id = d.member_id AND m.status = 'active'
         GROUP BY m.id, m.name
         HAVING bool_or(d.at_once) AND bool_or(d.queued)
         ORDER BY m.name, m.id`,
        [actor.brandId],
      ),
    );
  }
}
