import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import type { BrandFacts } from './brand.form.js';

export interface BrandSettings extends BrandFacts {
  /** Places of a member for whom nothing else was chosen. */
  defaultCapacity: number;
  /** How long an assigned conversation waits for its member. */
  assignmentMinutes: number;
}

@Injectable()
export class BrandSettingsQueries {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async of(actor: Actor): Promise<BrandSettings> {
    const [settings] = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<BrandSettings>(
        `SELECT b.name, b.default_locale AS "defaultLocale", b.time_zone AS "timeZone",
           s.default_capacity AS "defaultCapacity", s.assignment_minutes AS "assignmentMinutes"
         FROM brand_settings s JOIN brands b ON b.id = s.brand_id WHERE s.brand_id = $1`,
        [actor.brandId],
      ),
    );
    if (!settings) throw new Error('Every brand has its settings.');
    return settings;
  }
}
