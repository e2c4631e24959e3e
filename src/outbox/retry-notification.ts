import { Injectable } from '@nestjs/common';
import { Clock, Refusal, requirePermission, type MemberActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { NotificationRecords } from './notification-records.queries.js';
import { MailRetried } from './notifications.events.js';
import { Outbox } from './outbox.js';

/** Has what failed tried again, for a day more. */
@Injectable()
export class RetryNotification {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly records: NotificationRecords,
    private readonly outbox: Outbox,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: MemberActor, notificationId: string): Promise<void> {
    requirePermission(actor, 'mails.change');
    await this.unitOfWork.run(actor.brandId, async () => {
      await this.records.record(actor, notificationId);
      const now = this.clock.now();
      const queued = await this.unitOfWork.execute(
        `UPDATE notifications SET state = 'queued', reason = NULL, tries = 0, queued_at = $3, next_try_at = $3, state_at = $3
         WHERE brand_id = $1 AND id = $2 AND state = 'failed'`,
        [actor.brandId, notificationId, now],
      );
      if (queued === 0) throw new Refusal('conflict', 'notification_not_failed');
      await this.outbox.plan(actor.brandId, notificationId, now);
      await this.events.record(actor, MailRetried, { subjectId: notificationId });
    });
  }
}
