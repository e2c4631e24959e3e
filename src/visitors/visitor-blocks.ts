import { Injectable } from '@nestjs/common';
import { Clock, notFound, type MemberActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';

export interface VisitorBlock {
  /** The person: all their browsers stand for it. */
  visitorId: string;
  at: Date | null;
  by: { id: string; name: string } | null;
}

/** Whom the brand does not answer any more: kept with the person, so that it holds for all their browsers and their external id. */
@Injectable()
export class VisitorBlocks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Of the person behind this row. */
  async of(brandId: string, visitorId: string): Promise<VisitorBlock> {
    const [block] = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<VisitorBlock>(
        `SELECT v.id AS "visitorId", v.blocked_at AS at,
           CASE WHEN m.id IS NOT NULL THEN json_build_object('id', m.id, 'name', m.name) END AS by
         FROM visitors b JOIN visitors v ON v.brand_id = b.brand_id AND v.id = b.person_id
         LEFT JOIN members m ON m.brand_id = v.brand_id AND m.id = v.blocked_by
         WHERE b.brand_id = $1 AND b.id = $2`,
        [brandId, visitorId],
      ),
    );
    if (!block) throw notFound();
    return block;
  }

  /** Within the unit of work of whoever blocks; false where the person is blocked already. */
  async set(actor: MemberActor, personId: string): Promise<boolean> {
    const changed = await this.unitOfWork.execute(
      'UPDATE visitors SET blocked_at = $3, blocked_by = $4 WHERE brand_id = $1 AND id = $2 AND blocked_at IS NULL',
      [actor.brandId, personId, this.clock.now(), actor.id],
    );
    return changed > 0;
  }

  /** Within the unit of work of whoever unblocks; false where nobody was blocked. */
  async lift(actor: MemberActor, personId: string): Promise<boolean> {
    const changed = await this.unitOfWork.execute(
      `UPDATE visitors SET blocked_at = NULL, blocked_by = NULL
       WHERE brand_id = $1 AND person_id = $2 AND blocked_at IS NOT NULL`,
      [actor.brandId, personId],
    );
    return changed > 0;
  }

  /** Every row of the person behind this one: their own and those of the browsers that were merged into it. */
  async browsers(brandId: string, visitorId: string): Promise<string[]> {
    const rows = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<{ id: string }>(
        `SELECT o.id FROM visitors b JOIN visitors o ON o.brand_id = b.brand_id
           AND o.person_id = b.person_id
         WHERE b.brand_id = $1 AND b.id = $2`,
        [brandId, visitorId],
      ),
    );
    return rows.map(({ id }) => id);
  }
}
