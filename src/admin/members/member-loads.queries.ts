import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';

export interface MemberLoad {
  /** Conversations on the desk. */
  taken: number;
  groups: string[];
}

export interface MemberHeld {
  /** What goes back at once when they can answer no longer: on their desk, or waiting for them. */
  returned: number;
  /** What they have set aside. */
  snoozed: number;
}

/** How much each member holds, and for which groups. */
@Injectable()
export class MemberLoads {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async all(actor: Actor): Promise<Map<string, MemberLoad>> {
    const rows = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<MemberLoad & { id: string }>(
        `WITH taken AS (
           SELECT member_id, count(*)::integer AS places FROM conversations
           WHERE brand_id = $1 AND state = 'on_desk' GROUP BY member_id
         )
         SELECT m.id, coalesce(t.places, 0) AS taken, ARRAY(
           SELECT g.name FROM group_members gm JOIN groups g ON g.brand_id = gm.brand_id AND g.id = gm.group_id
           WHERE gm.brand_id = m.brand_id AND gm.member_id = m.id ORDER BY g.name, g.id) AS groups
         FROM members m LEFT JOIN taken t ON t.member_id = m.id
         WHERE m.brand_id = $1 AND m.status <> 'removed'`,
        [actor.brandId],
      ),
    );
    return new Map(rows.map(({ id, ...load }) => [id, load]));
  }

  held(actor: Actor, memberId: string): Promise<MemberHeld> {
    return this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.one<MemberHeld>(
        `SELECT
           count(*) FILTER (WHERE state <> 'snoozed')::integer AS returned,
           count(*) FILTER (WHERE state = 'snoozed')::integer AS snoozed
         FROM conversations
         WHERE brand_id = $1 AND ((state = 'on_desk' AND member_id = $2)
           OR (state = 'waiting' AND assigned_to = $2) OR (state = 'snoozed' AND keep_for = $2))`,
        [actor.brandId, memberId],
      ),
    );
  }
}
