import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';

/** Who of a brand has a second factor. */
@Injectable()
export class TwoStepMembers {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Ids of members. */
  async of(actor: Actor): Promise<Set<string>> {
    const rows = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<{ id: string }>(
        'SELECT id FROM members WHERE brand_id = $1 AND has_second_factor(account_id)',
        [actor.brandId],
      ),
    );
    return new Set(rows.map(({ id }) => id));
  }
}
