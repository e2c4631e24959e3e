import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';

/** A rule that targeting may let answer. */
export interface AnsweringRule {
  id: string;
  name: string;
  enabled: boolean;
}

@Injectable()
export class AnsweringRules {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** In the order in which they were made. */
  all(actor: Actor): Promise<AnsweringRule[]> {
    return this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<AnsweringRule>(
        'SELECT id, name, enabled FROM rules WHERE brand_id = $1 ORDER BY created_at, id',
        [actor.brandId],
      ),
    );
  }
}
