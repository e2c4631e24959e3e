import { Injectable } from '@nestjs/common';
import { Clock, newId } from '../kernel/index.js';
import { Config, Jobs, UnitOfWork } from '../platform/index.js';
import type { ChannelName, Notification } from './notification.js';

/** The job, by the name that stands in rows. */
export const DELIVER = 'notifications.deliver';

export interface NotificationDraft {
  channel: ChannelName;
  template: string;
  recipient: string;
  locale: string;
  visitorId?: string;
  conversationId?: string;
  upToSeq?: number;
}

/** What is to be sent, within the unit of work of what brings it about: both happen or neither. */
@Injectable()
export class Outbox {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async add(draft: NotificationDraft): Promise<string> {
    const { brandId } = this.unitOfWork;
    const id = newId();
    const now = this.clock.now();
    await this.unitOfWork.query(
      `INSERT INTO notifications (brand_id, id, channel, template, recipient, locale, visitor_id, conversation_id,
         up_to_seq, state, provider_id, created_at, queued_at, next_try_at, state_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'queued', $10, $11, $11, $11, $11)`,
      [
        brandId,
        id,
        draft.channel,
        draft.template,
        draft.recipient,
        draft.locale,
        draft.visitorId ?? null,
        draft.conversationId ?? null,
        draft.upToSeq ?? null,
        `${id}@${this.config.mailDomain}`,
        now,
      ],
    );
    await this.plan(brandId, id, now);
    return id;
  }

  /** Has it delivered at that time, or looked at again where nobody has told what became of it. */
  async plan(brandId: string, notificationId: string, dueAt: Date): Promise<void> {
    await this.jobs.schedule({
      brandId,
      name: DELIVER,
      key: notificationId,
      payload: { notificationId },
      dueAt,
    });
  }

  async unplan({ brandId, id }: Pick<Notification, 'brandId' | 'id'>): Promise<void> {
    await this.jobs.cancel(brandId, DELIVER, id);
  }
}
