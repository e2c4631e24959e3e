import { Injectable } from '@nestjs/common';
import type { SystemActor } from '../kernel/index.js';
import { bounceReason } from '../mail/index.js';
import { NoteDelivery, type DeliveryNews } from '../outbox/index.js';
import type { DeliveryReport } from './domain/delivery-report.js';
import type { ReceivedMail } from './received-mail.js';
import { ReceivedMails } from './received-mails.js';

/** Writes down what a server tells of a mail of ours: by the address it came to, else by that mail's number. */
@Injectable()
export class NoteReport {
  constructor(
    private readonly mails: ReceivedMails,
    private readonly note: NoteDelivery,
  ) {}

  async run(
    actor: SystemActor,
    { mail, report }: { mail: ReceivedMail; report: DeliveryReport },
  ): Promise<void> {
    const { action, status, messageId } = report;
    const about = mailOf(mail, messageId);
    const failure = action === 'failed' ? bounceReason(status) : null;
    if (action !== 'other' && about) await this.note.run(actor, { about, failure });
    await this.mails.end(mail, { state: 'noted', reason: action });
  }
}

function mailOf(
  { notificationId, conversationId }: ReceivedMail,
  messageId: string | null,
): DeliveryNews['about'] | null {
  if (notificationId) return { notificationId };
  return conversationId && messageId ? { conversationId, messageId } : null;
}
