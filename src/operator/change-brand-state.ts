import { Injectable } from '@nestjs/common';
import { ReopenBrand, SuspendBrand, type StateChangeInput } from '../brands/index.js';
import type { OperatorActor } from '../kernel/index.js';
import { OperatorActs, type OperatorActOnBrand } from '../members/index.js';
import { UnitOfWork } from '../platform/index.js';

export interface BrandStateChange extends StateChangeInput {
  kind: OperatorActOnBrand['kind'];
}

/** Suspends a brand or reopens it, and writes down which operator did. */
@Injectable()
export class ChangeBrandState {
  private readonly verbs: Record<BrandStateChange['kind'], SuspendBrand | ReopenBrand>;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly acts: OperatorActs,
    suspended: SuspendBrand,
    reopened: ReopenBrand,
  ) {
    this.verbs = { suspended, reopened };
  }

  async run(actor: OperatorActor, { kind, reason }: BrandStateChange): Promise<void> {
    await this.unitOfWork.run(
      actor.brandId,
      async () => {
        await this.verbs[kind].run(actor, { reason });
        await this.acts.record(actor, { kind, reason: reason.trim() });
      },
      { whileSuspended: true },
    );
  }
}
