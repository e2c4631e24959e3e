import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';

export interface BrandSettings {
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
        `SELECT default_capacity AS "defaultCapacity", assignment_minutes AS "assignmentMinutes"
         FROM brand_settings WHERE brand_id = $1`,
        [actor.brandId],
      ),
    );
    if (!settings) throw new Error('Every brand has its settings.');
    return settings;
  }
}
