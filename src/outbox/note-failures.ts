import { Injectable } from '@nestjs/common';
import { Clock, requirePermission, type MemberActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { MailFailuresNoted } from './notifications.events.js';

/** Somebody has seen what failed so far: the alert goes, the records stay. */
@Injectable()
export class NoteFailures {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: MemberActor): Promise<void> {
    requirePermission(actor, 'mails.change');
    await this.unitOfWork.run(actor.brandId, async () => {
      const count = await this.unitOfWork.execute(
        `UPDATE notifications SET noted_at = $2 WHERE brand_id = $1 AND state = 'failed' AND noted_at IS NULL`,
        [actor.brandId, this.clock.now()],
      );
      if (count > 0) await this.events.record(actor, MailFailuresNoted, { data: { count } });
    });
  }
}
