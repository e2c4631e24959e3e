import { Injectable } from '@nestjs/common';
import { Clock, isId, newId, notFound, requirePermission, type Actor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import type { Hours, HoursException } from './domain/schedule.js';
import { HoursSaved } from './hours.events.js';
import { checkHours } from './hours.form.js';
import { OpeningHours } from './hours.queries.js';
import { columnsOf, PERMISSION_OF, type HoursOwner } from './owner.js';

export interface SaveHoursInput {
  owner: HoursOwner;
  /** Null where it has none of its own: a brand then is always open, everything else as the brand is. */
  hours: Hours | null;
}

const FOREIGN_KEY_VIOLATION = '23503';

/** When somebody is there, as it shall be from now on. */
@Injectable()
export class SaveHours {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly stored: OpeningHours,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, { owner, hours }: SaveHoursInput): Promise<void> {
    requirePermission(actor, PERMISSION_OF[owner.kind]);
    if (owner.kind !== 'brand' && !isId(owner.id)) throw notFound();
    const after = hours && checkHours(hours);
    await this.unitOfWork.run(actor.brandId, async () => {
      const before = await this.stored.own(actor, owner);
      if (!before && !after) return;
      await (after ? this.write(actor, owner, after) : this.remove(actor, owner));
      await this.events.record(actor, HoursSaved, {
        subjectId: subjectOf(actor, owner),
        data: changeOf(before, after),
      });
    });
  }

  /** An owner of another brand is as little found as one that is nobody's: keys carry the brand. */
  private async write(
    { brandId }: Actor,
    owner: HoursOwner,
    { timeZone, weekly, exceptions }: Hours,
  ): Promise<void> {
    try {
      await this.unitOfWork.query(
        `INSERT INTO hours (brand_id, site_id, group_id, member_id, id, time_zone, weekly, exceptions, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (brand_id, site_id, group_id, member_id) DO UPDATE SET time_zone = excluded.time_zone,
           weekly = excluded.weekly, exceptions = excluded.exceptions, updated_at = excluded.updated_at`,
        [
          brandId,
          ...columnsOf(owner),
          newId(),
          timeZone,
          JSON.stringify(weekly),
          JSON.stringify(exceptions),
          this.clock.now(),
        ],
      );
    } catch (error) {
      throw (error as { code?: string }).code === FOREIGN_KEY_VIOLATION ? notFound() : error;
    }
  }

  private async remove({ brandId }: Actor, owner: HoursOwner): Promise<void> {
    await this.unitOfWork.execute(
      `DELETE FROM hours WHERE brand_id = $1 AND site_id IS NOT DISTINCT FROM $2 AND group_id IS NOT DISTINCT FROM $3
         AND member_id IS NOT DISTINCT FROM $4`,
      [brandId, ...columnsOf(owner)],
    );
  }
}

function subjectOf({ brandId }: Actor, owner: HoursOwner): string {
  return owner.kind === 'brand' ? brandId : owner.id;
}

/** Both without the exceptions that stay as they are: of sixty dates the log tells the one that was added. */
function changeOf(before: Hours | null, after: Hours | null): { before: Hours | null; after: Hours | null } {
  return { before: before && without(before, after), after: after && without(after, before) };
}

function without(hours: Hours, other: Hours | null): Hours {
  const others = new Set(other?.exceptions.map(told));
  return { ...hours, exceptions: hours.exceptions.filter((each) => !others.has(told(each))) };
}

function told({ date, label, ranges }: HoursException): string {
  return JSON.stringify([date, label, ranges.map(({ from, to }) => [from, to])]);
}
