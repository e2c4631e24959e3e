import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';

/** Who waits, and in which line. */
export interface WaitingPlace {
  visitor: string | null;
  /** Only the page has said what they are called. */
  isNameUnverified: boolean;
  group: string | null;
  rule: string | null;
}

@Injectable()
export class WaitingPlaces {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async of(actor: Actor, conversationIds: string[]): Promise<Map<string, WaitingPlace>> {
    const rows = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<WaitingPlace & { id: string }>(
        `SELECT c.id, v.display_name AS visitor, v.is_display_name_unverified AS "isNameUnverified", g.name AS "group", r.name AS rule
         FROM conversations c
         JOIN visitors b ON b.brand_id = c.brand_id AND b.id = c.visitor_id
         JOIN visitors v ON v.brand_id = c.brand_id AND v.id = b.person_id
         LEFT JOIN queues q ON q.brand_id = c.brand_id AND q.id = c.queue_id
         LEFT JOIN groups g ON g.brand_id = q.brand_id AND g.id = q.group_id
         LEFT JOIN rules r ON r.brand_id = q.brand_id AND r.id = q.rule_id
         WHERE c.brand_id = $1 AND c.id = ANY ($2)`,
        [actor.brandId, conversationIds],
      ),
    );
    return new Map(rows.map(({ id, ...place }) => [id, place]));
  }
}
