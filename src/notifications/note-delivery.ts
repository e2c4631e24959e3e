import { Injectable } from '@nestjs/common';
import { Clock, type SystemActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { bounceReason } from './domain/bounce-reason.js';
import type { MailKind } from './notification.js';
import { NotificationFailed } from './notifications.events.js';
import { TellFailure } from './tell-failure.js';

export interface DeliveryNews {
  mail: { notificationId: string } | { conversationId: string; messageId: string };
  action: 'failed' | 'delivered';
  /** As in RFC 3463, where it is told. */
  status: string;
}

interface Changed {
  id: string;
  template: MailKind;
  visitorId: string | null;
  conversationId: string | null;
}

/** Writes down what became of a mail after a server had taken it: it arrived, or came back. */
@Injectable()
export class NoteDelivery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly failures: TellFailure,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: SystemActor, { mail, action, status }: DeliveryNews): Promise<void> {
    const reason = action === 'failed' ? bounceReason(status) : null;
    await this.unitOfWork.run(actor.brandId, async () => {
      const [changed] = await this.unitOfWork.query<Changed>(
        `UPDATE notifications SET state = $2, reason = $3, state_at = $4, noted_at = NULL
         WHERE brand_id = $1 AND state IN ('sent', 'delivered')
           AND ${'messageId' in mail ? 'conversation_id = $5 AND provider_id = $6' : 'id = $5'}
         RETURNING id, template, visitor_id AS "visitorId", conversation_id AS "conversationId"`,
        [
          actor.brandId,
          action,
          reason,
          this.clock.now(),
          ...('messageId' in mail ? [mail.conversationId, mail.messageId] : [mail.notificationId]),
        ],
      );
      if (!changed || !reason) return;
      await this.failures.tell(changed, reason);
      await this.events.record(actor, NotificationFailed, {
        subjectId: changed.id,
        conversationId: changed.conversationId ?? undefined,
        data: { reason, visitorId: changed.visitorId },
      });
    });
  }
}
