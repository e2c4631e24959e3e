import { Injectable } from '@nestjs/common';
import { Clock, newId, type OperatorActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';

export type OperatorActKind = 'joined' | 'suspended' | 'reopened';

export interface OperatorActOnBrand {
  kind: Exclude<OperatorActKind, 'joined'>;
  reason: string;
}

/** What operators did, for operators. */
@Injectable()
export class OperatorActs {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Within the unit of work of the act. */
  async record({ brandId, accountId }: OperatorActor, { kind, reason }: OperatorActOnBrand): Promise<void> {
    await this.unitOfWork.query(
      'INSERT INTO operator_acts (id, at, account_id, kind, brand_id, reason) VALUES ($1, $2, $3, $4, $5, $6)',
      [newId(), this.clock.now(), accountId, kind, brandId, reason],
    );
  }
}
