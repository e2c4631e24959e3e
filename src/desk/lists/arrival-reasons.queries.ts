import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/index.js';

/** Why a conversation comes onto a desk: for the first time, by the visitor's reply, given by somebody, or from a snooze. */
export type ArrivalReason = 'new' | 'reply' | 'transfer' | 'return';

const REASONS = {
  returned_reply: 'reply',
  returned: 'return',
  resumed: 'return',
  transferred: 'transfer',
  transferred_until: 'transfer',
  released: 'transfer',
  given_back: 'transfer',
  assignment_expired: 'transfer',
} satisfies Record<string, ArrivalReason>;

@Injectable()
export class ArrivalReasons {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Of a conversation that somebody held before: by the line that tells how it came to wait again. */
  async of(brandId: string, conversationId: string): Promise<ArrivalReason> {
    const [line] = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<{ code: keyof typeof REASONS }>(
        `SELECT code FROM entries WHERE brand_id = $1 AND conversation_id = $2 AND kind = 'line' AND code = ANY ($3)
         ORDER BY seq DESC LIMIT 1`,
        [brandId, conversationId, Object.keys(REASONS)],
      ),
    );
    return line ? REASONS[line.code] : 'return';
  }
}
