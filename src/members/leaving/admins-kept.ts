import { Injectable } from '@nestjs/common';
import { Refusal } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';

/** A brand keeps an active admin, whoever changes whom at the same time. */
@Injectable()
export class AdminsKept {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Runs a change of members after those that are under way. @throws Refusal where it leaves the brand without an admin. */
  async change<T>(brandId: string, work: () => Promise<T>): Promise<T> {
    return this.unitOfWork.run(brandId, async () => {
      await this.unitOfWork.query(
        'SELECT FROM members WHERE brand_id = $1 AND role = $2 ORDER BY id FOR UPDATE',
        [brandId, 'admin'],
      );
      const result = await work();
      const admins = await this.unitOfWork.query(
        `SELECT FROM members WHERE brand_id = $1 AND role = 'admin' AND status = 'active' LIMIT 1`,
        [brandId],
      );
      if (admins.length === 0) throw new Refusal('conflict', 'last_admin');
      return result;
    });
  }
}
