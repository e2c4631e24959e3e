import { Injectable } from '@nestjs/common';
import { Clock, type SystemActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { Endings } from './endings.js';
import { NotificationFailed } from './notifications.events.js';

export interface DeliveryNews {
  about: { notificationId: string } | { conversationId: string; messageId: string };
  /** Why it came back: `bounced:5.1.1`; null where it arrived. */
  failure: string | null;
}

interface Changed {
  id: string;
  template: string;
  visitorId: string | null;
  conversationId: string | null;
}

/** Writes down what became of a message after a server had taken it: it arrived, or came back. */
@Injectable()
export class NoteDelivery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endings: Endings,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: SystemActor, { about, failure }: DeliveryNews): Promise<void> {
    await this.unitOfWork.run(actor.brandId, async () => {
      const [changed] = await this.unitOfWork.query<Changed>(
        `UPDATE notifications SET state = $2, reason = $3, state_at = $4, noted_at = NULL
         WHERE brand_id = $1 AND state IN ('sent', 'delivered')
           AND ${'messageId' in about ? 'conversation_id = $5 AND provider_id = $6' : 'id = $5'}
         RETURNING id, template, visitor_id AS "visitorId", conversation_id AS "conversationId"`,
        [
          actor.brandId,
          failure === null ? 'delivered' : 'failed',
          failure,
          this.clock.now(),
          ...('messageId' in about ? [about.conversationId, about.messageId] : [about.notificationId]),
        ],
      );
      if (!changed || failure === null) return;
      await this.endings.tell(actor, changed, { state: 'failed', reason: failure });
      await this.events.record(actor, NotificationFailed, {
        subjectId: changed.id,
        conversationId: changed.conversationId ?? undefined,
        data: { reason: failure, visitorId: changed.visitorId },
      });
    });
  }
}
