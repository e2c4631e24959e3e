import { Injectable } from '@nestjs/common';
import { Refusal, type OperatorActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { BrandAccess } from './brand.access.js';
import { BrandReopened } from './brands.events.js';
import { checkReason } from './state-change.form.js';
import type { StateChangeInput } from './suspend-brand.js';

/** Everything goes on where it stood, and what has waited is done now. */
@Injectable()
export class ReopenBrand {
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
        const reopened = await this.unitOfWork.execute(
          `UPDATE brands SET state = 'active' WHERE id = $1 AND state = 'suspended'`,
          [brandId],
        );
        if (reopened === 0) throw new Refusal('conflict', 'not_suspended');
        await this.events.record(actor, BrandReopened, {
          subjectId: brandId,
          data: { before: null, after: { reason } },
        });
      },
      { whileSuspended: true },
    );
  }
}
