import { Injectable } from '@nestjs/common';
import { invalidFields, type Actor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { BrandSettingsQueries, type BrandSettings } from './brand-settings.queries.js';
import { BrandSettingsSaved } from './brands.events.js';

@Injectable()
export class SaveBrandSettings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: BrandSettingsQueries,
    private readonly events: Events,
  ) {}

  async run(actor: Actor, after: BrandSettings): Promise<void> {
    if (!isWithin(after.defaultCapacity, 1, 100))
      throw invalidFields({ defaultCapacity: 'number_out_of_range' });
    if (!isWithin(after.assignmentMinutes, 1, 100_000))
      throw invalidFields({ assignmentMinutes: 'number_out_of_range' });
    await this.unitOfWork.run(actor.brandId, async () => {
      const before = await this.settings.of(actor);
      await this.unitOfWork.execute(
        'UPDATE brand_settings SET default_capacity = $2, assignment_minutes = $3 WHERE brand_id = $1',
        [actor.brandId, after.defaultCapacity, after.assignmentMinutes],
      );
      await this.events.record(actor, BrandSettingsSaved, {
        subjectId: actor.brandId,
        data: { before, after },
      });
    });
  }
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
