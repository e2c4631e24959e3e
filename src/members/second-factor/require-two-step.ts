import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { invalidFields, requirePermission, type Actor } from '../../kernel/index.js';
import { BrandSettingsQueries } from '../../brands/index.js';
import { Events, UnitOfWork } from '../../platform/index.js';
import { TwoStepRequired } from '../members.events.js';
import { RightsNow } from '../rights-now.js';
import { SecondFactors } from './second-factors.js';
import { TwoStepRequirements } from './two-step-requirements.js';

export interface RequireTwoStepInput {
  /** On which it begins, as a date field holds it, in the brand's zone; null for never. */
  from: string | null;
}

/** From a day on a brand lets nobody in without a second factor. Whoever asks for it has one. */
@Injectable()
export class RequireTwoStep {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly brands: BrandSettingsQueries,
    private readonly requirements: TwoStepRequirements,
    private readonly factors: SecondFactors,
    private readonly events: Events,
    private readonly rights: RightsNow,
  ) {}

  async run(actor: Actor, { from }: RequireTwoStepInput): Promise<void> {
    requirePermission(actor, 'brand.change');
    const { brandId } = actor;
    await this.unitOfWork.run(brandId, async () => {
      const before = await this.requirements.dayOf(actor);
      if (from === null)
        await this.unitOfWork.execute('DELETE FROM two_step_requirements WHERE brand_id = $1', [brandId]);
      else await this.begin(actor, from);
      await this.events.record(actor, TwoStepRequired, {
        subjectId: brandId,
        data: { before: { twoStepFrom: before }, after: { twoStepFrom: from } },
      });
      this.unitOfWork.afterCommit(() => this.rights.changed({ brandId }));
    });
  }

  private async begin(actor: Actor, day: string): Promise<void> {
    const { timeZone } = await this.brands.of(actor);
    const from = DateTime.fromISO(day, { zone: timeZone });
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !from.isValid)
      throw invalidFields({ twoStepFrom: 'date_needed' });
    // Else they could not come back to take it back.
    if (actor.kind === 'member' && !(await this.factors.hasAny(actor.accountId)))
      throw invalidFields({ twoStepFrom: 'two_step_own_first' });
    await this.unitOfWork.execute(
      `INSERT INTO two_step_requirements (brand_id, required_from) VALUES ($1, $2)
       ON CONFLICT (brand_id) DO UPDATE SET required_from = excluded.required_from`,
      [actor.brandId, from.toJSDate()],
    );
  }
}
