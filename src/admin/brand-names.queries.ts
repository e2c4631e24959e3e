import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';

/** What things of a brand are called, by their ids: for pages that know ids only. */
@Injectable()
export class BrandNames {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async of(actor: Actor): Promise<Map<string, string>> {
    const rows = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<{ id: string; name: string }>(
        `SELECT id, name FROM rules WHERE brand_id = $1
         UNION ALL SELECT id, name FROM groups WHERE brand_id = $1
         UNION ALL SELECT id, name FROM members WHERE brand_id = $1
         UNION ALL SELECT id, name FROM sites WHERE brand_id = $1
         UNION ALL SELECT id, name FROM targeting_rules WHERE brand_id = $1
         UNION ALL SELECT id, title FROM responses WHERE brand_id = $1 AND member_id IS NULL
         UNION ALL SELECT id, name FROM tags WHERE brand_id = $1
         UNION ALL SELECT id, name FROM brands WHERE id = $1`,
        [actor.brandId],
      ),
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
