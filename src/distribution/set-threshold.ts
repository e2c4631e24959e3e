import { Injectable } from '@nestjs/common';
import { invalidFields, notFound, type Actor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { ThresholdSet } from './distribution.events.js';
import { HIGHEST_THRESHOLD, isWithin } from './rule.form.js';
import { RoutingSettings } from './routing-settings.js';

export interface SetThresholdInput {
  ruleId: string;
  groupId: string;
  threshold: number;
}

/** How many may wait for a group under a rule; the next conversation meets it, and those who wait keep waiting. */
@Injectable()
export class SetThreshold {
  constructor(
    private readonly settings: RoutingSettings,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
  ) {}

  async run(actor: Actor, { ruleId, groupId, threshold }: SetThresholdInput): Promise<void> {
    if (!isWithin(threshold, HIGHEST_THRESHOLD)) throw invalidFields({ threshold: 'number_out_of_range' });
    await this.settings.change(actor, async () => {
      const [before] = await this.unitOfWork.query<{ threshold: number }>(
        'SELECT threshold FROM queues WHERE brand_id = $1 AND rule_id = $2 AND group_id = $3 AND listed',
        [actor.brandId, ruleId, groupId],
      );
      if (!before) throw notFound();
      await this.unitOfWork.query(
        'UPDATE queues SET threshold = $4 WHERE brand_id = $1 AND rule_id = $2 AND group_id = $3',
        [actor.brandId, ruleId, groupId, threshold],
      );
      await this.events.record(actor, ThresholdSet, {
        subjectId: ruleId,
        data: { before: { groupId, ...before }, after: { groupId, threshold } },
      });
    });
  }
}
