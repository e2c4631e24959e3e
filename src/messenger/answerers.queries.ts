import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/index.js';

const MOST_COUNTED = 2;

/** Who could answer visitors now. */
@Injectable()
export class Answerers {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** How many members are available; nobody counts beyond two. */
  async count(brandId: string): Promise<number> {
    const rows = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query(
        `SELECT FROM members WHERE brand_id = $1 AND status = 'active' AND state = 'available' LIMIT ${MOST_COUNTED}`,
        [brandId],
      ),
    );
    return rows.length;
  }
}
