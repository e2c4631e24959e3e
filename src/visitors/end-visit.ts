import { Injectable } from '@nestjs/common';
import { Clock, type VisitorActor } from '../kernel/index.js';
import { Live, UnitOfWork } from '../platform/index.js';
import { visitorRoom } from './visitor.live.js';

/**
 * The site's customer has gone from this browser: its token is good no more, in no tab, and what stands open by it ends.
 * The person, their conversations and other browsers stay.
 */
@Injectable()
export class EndVisit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  async run({ brandId, id }: VisitorActor): Promise<void> {
    await this.unitOfWork.run(brandId, async () => {
      const ended = await this.unitOfWork.execute(
        'UPDATE visitors SET ended_at = $3 WHERE brand_id = $1 AND id = $2 AND ended_at IS NULL',
        [brandId, id, this.clock.now()],
      );
      if (ended > 0) this.unitOfWork.afterCommit(() => this.live.endVisitors(visitorRoom(brandId, id)));
    });
  }
}
