import { Injectable } from '@nestjs/common';
import { Clock, type SystemActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { NOTIFICATION_COLUMNS, type Notification } from './notification.js';
import { Outbox } from './outbox.js';
import { Post } from './post.js';
import { SettleNotification } from './settle-notification.js';

/** Long enough for any server; whoever took a message along and was never heard of again is not waited for beyond. */
const HELD_MS = 5 * 60_000;
const CROWDED_MS = 5_000;
/** More than a day has room for: nobody has ever told what became of it. */
const MOST_TRIES = 30;

/** Takes a message out of the outbox and, once that is committed, to the post: no transaction waits for a server. */
@Injectable()
export class DeliverNotification {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly post: Post,
    private readonly settle: SettleNotification,
    private readonly clock: Clock,
  ) {}

  async run(actor: SystemActor, notificationId: string): Promise<void> {
    await this.unitOfWork.run(actor.brandId, async () => {
      if (this.post.isFull) return this.outbox.plan(actor.brandId, notificationId, this.inFuture(CROWDED_MS));
      const [taken] = await this.unitOfWork.query<Notification>(
        `UPDATE notifications n SET tries = tries + 1, next_try_at = $3
         WHERE brand_id = $1 AND id = $2 AND state = 'queued' RETURNING ${NOTIFICATION_COLUMNS}`,
        [actor.brandId, notificationId, this.inFuture(HELD_MS)],
      );
      if (!taken) return;
      if (taken.tries > MOST_TRIES) return this.giveUp(actor, taken);
      await this.outbox.plan(actor.brandId, notificationId, this.inFuture(HELD_MS));
      this.unitOfWork.afterCommit(() => this.post.take(taken));
    });
  }

  private giveUp(actor: SystemActor, notification: Notification): Promise<void> {
    return this.settle.run(actor, { notification, outcome: { state: 'failed', reason: 'gave_up' } });
  }

  private inFuture(milliseconds: number): Date {
    return new Date(this.clock.now().getTime() + milliseconds);
  }
}
