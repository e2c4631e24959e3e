import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Retention, UnitOfWork } from '../../platform/index.js';

const KEPT_DAYS = 90;

/** Invitations that are over carry addresses of people who may never have come: they are forgotten. */
@Injectable()
export class EndedInvitationsJob implements OnModuleInit {
  constructor(
    private readonly retention: Retention,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.retention.keep({ days: KEPT_DAYS, forget: (...those) => this.forget(...those) });
  }

  private forget(brandId: string, before: Date, most: number): Promise<number> {
    return this.unitOfWork.run(brandId, () =>
      this.unitOfWork.execute(
        `DELETE FROM invitations WHERE brand_id = $1 AND id IN (
           SELECT id FROM invitations WHERE brand_id = $1 AND coalesce(ended_at, expires_at) < $2
           ORDER BY coalesce(ended_at, expires_at) LIMIT $3)`,
        [brandId, before, most],
      ),
    );
  }
}
