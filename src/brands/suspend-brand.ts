import { Injectable } from '@nestjs/common';
import { Refusal, type OperatorActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { BrandAccess } from './brand.access.js';
import { BrandSuspended } from './brands.events.js';
import { checkReason } from './state-change.form.js';

export interface StateChangeInput {
  /** Why, in the operator's words: it stands in the brand's audit log. */
  reason: string;
}

/** From its commit on the brand is only read, by its members alone; what goes on by itself waits. */
@Injectable()
export class SuspendBrand {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly brands: BrandAccess,
    private readonly events: Events,
  ) {}

  async run(actor: OperatorActor, input: StateChangeInput): Promise<void> {
    const { brandId } = actor;
    const reason = checkReason(input.reason);
    await this.brands.brand(brandId);
    await this.unitOfWork.run(
      brandId,
      async () => {
        const suspended = await this.unitOfWork.execute(
          `UPDATE brands SET state = 'suspended' WHERE id = $1 AND state = 'active'`,
          [brandId],
        );
        if (suspended === 0) throw new Refusal('conflict', 'suspended_already');
        await this.events.record(actor, BrandSuspended, {
          subjectId: brandId,
          data: { before: null, after: { reason } },
        });
      },
      { whileSuspended: true },
    );
  }
}
