import { Injectable } from '@nestjs/common';
import { invalidFields, Refusal, requirePermission, type Actor } from '../kernel/index.js';
import { Events, I18n, UnitOfWork } from '../platform/index.js';
import { checkBrand } from './brand.form.js';
import { BrandSettingsQueries, type BrandSettings } from './brand-settings.queries.js';
import { BrandSettingsSaved } from './brands.events.js';

const FEWEST_MINUTES = 5;
const MOST_MINUTES = 60 * 24 * 60;

/** What holds for the whole brand: its name, language and zone, and what members start from. */
@Injectable()
export class SaveBrandSettings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: BrandSettingsQueries,
    private readonly events: Events,
    private readonly i18n: I18n,
  ) {}

  async run(actor: Actor, input: BrandSettings): Promise<void> {
    requirePermission(actor, 'brand.change');
    const after = { ...input, name: input.name.trim() };
    this.check(after);
    await this.unitOfWork.run(actor.brandId, async () => {
      const before = await this.settings.of(actor);
      await this.unitOfWork.execute(
        'UPDATE brands SET name = $2, default_locale = $3, time_zone = $4 WHERE id = $1',
        [actor.brandId, after.name, after.defaultLocale, after.timeZone],
      );
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

  /** Tells of every field at once. */
  private check(settings: BrandSettings): void {
    const fields: Record<string, string> = {};
    try {
      checkBrand(settings, this.i18n.visitorLocales);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      Object.assign(fields, error.details.fields);
    }
    if (!isWithin(settings.defaultCapacity, 1, 100)) fields.defaultCapacity = 'number_1_to_100';
    if (!isWithin(settings.assignmentMinutes, FEWEST_MINUTES, MOST_MINUTES))
      fields.assignmentMinutes = 'assignment_delay';
    if (Object.keys(fields).length > 0) throw invalidFields(fields);
  }
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
