import { Injectable } from '@nestjs/common';
import { Clock, nextTry, type SystemActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { Endings, type Ending } from './endings.js';
import type { Notification } from './notification.js';
import { NotificationFailed } from './notifications.events.js';
import { Outbox } from './outbox.js';

export type Outcome = Ending | { state: 'delayed'; reason: string | null };

/** Writes down what became of a try: it is over, or it is tried again later. */
@Injectable()
export class SettleNotification {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly endings: Endings,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(
    actor: SystemActor,
    { notification, outcome }: { notification: Notification; outcome: Outcome },
  ): Promise<void> {
    await this.unitOfWork.run(
      actor.brandId,
      async () => {
        if (outcome.state !== 'delayed') return this.end(actor, notification, outcome);
        const again = nextTry(notification.tries, notification.queuedAt, this.clock.now());
        const reason = outcome.reason ?? notification.reason;
        if (!again)
          return this.end(actor, notification, {
            state: 'failed',
            reason: reason ? `gave_up:${reason}` : 'gave_up',
          });
        await this.unitOfWork.execute(
          `UPDATE notifications SET next_try_at = $4, reason = $5 WHERE brand_id = $1 AND id = $2 AND tries = $3 AND state = 'queued'`,
          [actor.brandId, notification.id, notification.tries, again, reason],
        );
        await this.outbox.plan(actor.brandId, notification.id, again);
      },
      { whileSuspended: true },
    );
  }

  private async end(actor: SystemActor, notification: Notification, ending: Ending): Promise<void> {
    const { id, conversationId } = notification;
    const reason = ending.state === 'sent' ? null : ending.reason;
    const ended = await this.unitOfWork.execute(
      `UPDATE notifications SET state = $3, reason = $4, next_try_at = NULL, state_at = $5, noted_at = NULL
       WHERE brand_id = $1 AND id = $2 AND state = 'queued'`,
      [actor.brandId, id, ending.state, reason, this.clock.now()],
    );
    await this.outbox.unplan(notification);
    if (ended === 0) return;
    await this.endings.tell(actor, notification, ending);
    if (ending.state !== 'failed') return;
    await this.events.record(actor, NotificationFailed, {
      subjectId: id,
      conversationId: conversationId ?? undefined,
      data: { reason: ending.reason, visitorId: notification.visitorId },
    });
  }
}
