import { Injectable } from '@nestjs/common';
import type { VisitorActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { isAsked } from './domain/survey.js';

interface Row {
  closedBy: string | null;
  closeReason: string | null;
  isAnswered: boolean;
}

/** Where the survey of a conversation stands. */
@Injectable()
export class Surveys {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Of a conversation that the visitor may read, which is checked before; `none` where nothing is asked. */
  async state({ brandId }: VisitorActor, conversationId: string): Promise<'none' | 'asked' | 'answered'> {
    const [row] = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<Row>(
        `SELECT c.closed_by AS "closedBy", c.close_reason AS "closeReason", s.conversation_id IS NOT NULL AS "isAnswered"
         FROM conversations c LEFT JOIN surveys s ON s.brand_id = c.brand_id AND s.conversation_id = c.id
         WHERE c.brand_id = $1 AND c.id = $2`,
        [brandId, conversationId],
      ),
    );
    if (!row || !isAsked(row)) return 'none';
    return row.isAnswered ? 'answered' : 'asked';
  }
}
