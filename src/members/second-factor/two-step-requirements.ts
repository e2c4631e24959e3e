import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { Clock, Refusal, type Actor } from '../../kernel/index.js';
import { BrandSettingsQueries } from '../../brands/index.js';
import { UnitOfWork } from '../../platform/index.js';
import { barOf } from '../domain/two-step.js';
import { SecondFactors, type ProvenSession } from './second-factors.js';

/** Which brands let nobody in without a second factor, and from when on. */
@Injectable()
export class TwoStepRequirements {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly brands: BrandSettingsQueries,
    private readonly factors: SecondFactors,
    private readonly clock: Clock,
  ) {}

  /** The day on which it begins, in the brand's zone; null where the brand never asks. */
  async dayOf(actor: Actor): Promise<string | null> {
    const from = await this.from(actor.brandId);
    if (!from) return null;
    const { timeZone } = await this.brands.of(actor);
    return DateTime.fromJSDate(from, { zone: timeZone }).toISODate();
  }

  /** Refuses a session that the brand keeps outside, for what is given out without the `MemberGuard`. */
  async letIn(brandId: string, session: ProvenSession): Promise<void> {
    const requiredFrom = await this.from(brandId);
    const proof = requiredFrom ? await this.factors.proof(session) : 'none';
    const twoStep = { requiredFrom, hasFactor: proof !== 'none', isProved: proof === 'proved' };
    const bar = barOf(twoStep, this.clock.now());
    if (bar) throw new Refusal('forbidden', bar);
  }

  private async from(brandId: string): Promise<Date | null> {
    const [row] = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<{ from: Date }>(
        'SELECT required_from AS "from" FROM two_step_requirements WHERE brand_id = $1',
        [brandId],
      ),
    );
    return row?.from ?? null;
  }
}
