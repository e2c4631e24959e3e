import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { aroundTheClock, type Hours, type Schedule } from './domain/schedule.js';
import { columnsOf, type HoursOwner } from './owner.js';

const OF_OWNER = `h.site_id IS NOT DISTINCT FROM $2 AND h.group_id IS NOT DISTINCT FROM $3
  AND h.member_id IS NOT DISTINCT FROM $4`;
const OF_BRAND = 'num_nonnulls(h.site_id, h.group_id, h.member_id) = 0';

@Injectable()
export class OpeningHours {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** What the owner has said itself; null where it has said nothing. */
  async own(actor: Actor, owner: HoursOwner): Promise<Hours | null> {
    const [hours] = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<Hours>(
        `SELECT h.time_zone AS "timeZone", h.weekly, h.exceptions FROM hours h WHERE h.brand_id = $1 AND ${OF_OWNER}`,
        [actor.brandId, ...columnsOf(owner)],
      ),
    );
    return hours ?? null;
  }

  /** The hours that hold: the owner's own, else the brand's, and around the clock where that has none either. */
  async of(actor: Actor, owner: HoursOwner): Promise<Schedule> {
    const found = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.one<Schedule & { none: boolean }>(
        `SELECT coalesce(h.time_zone, b.time_zone) AS "timeZone", h.weekly, h.exceptions, h.id IS NULL AS none
         FROM brands b LEFT JOIN hours h ON h.brand_id = b.id AND ((${OF_OWNER}) OR ${OF_BRAND})
         WHERE b.id = $1 ORDER BY ${OF_BRAND} LIMIT 1`,
        [actor.brandId, ...columnsOf(owner)],
      ),
    );
    const { none, timeZone, weekly, exceptions } = found;
    return none ? aroundTheClock(timeZone) : { timeZone, weekly, exceptions };
  }
}
