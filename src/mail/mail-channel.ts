import { Injectable } from '@nestjs/common';
import { isSuppressed, type Handover, type Suppressed } from '../kernel/index.js';
import type { Channel, Notification } from '../outbox/index.js';
import { MailComposers } from './mail-composers.js';
import { MailTransport, type Mail } from './transports/mail-transport.js';

/** Mail, as a channel of the outbox. */
@Injectable()
export class MailChannel implements Channel<Mail> {
  constructor(
    private readonly composers: MailComposers,
    private readonly transport: MailTransport,
  ) {}

  async compose(notification: Notification): Promise<Mail | Suppressed> {
    const composed = await this.composers.compose(notification);
    if (isSuppressed(composed)) return composed;
    const { brandId, id: notificationId, messageId, recipient: to } = notification;
    return {
      replyTo: null,
      inReplyTo: null,
      references: [],
      ...composed,
      brandId,
      notificationId,
      messageId,
      to,
      headers: { 'Auto-Submitted': 'auto-generated', ...composed.headers },
    };
  }

  send(mail: Mail): Promise<Handover> {
    return this.transport.hand(mail);
  }
}
