import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/index.js';
import type { Handover } from '../../outbox/index.js';
import { UnitOfWork } from '../../platform/index.js';
import { MailTransport, type Mail } from './mail-transport.js';

/** The built-in mailbox: keeps mails for the admin's page while no provider is set. */
@Injectable()
export class MailboxTransport extends MailTransport {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async hand(mail: Mail): Promise<Handover> {
    await this.unitOfWork.run(mail.brandId, () =>
      this.unitOfWork.query(
        `INSERT INTO mailbox_mails (brand_id, notification_id, recipient, sender, subject, headers, html, body, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
        [
          mail.brandId,
          mail.notificationId,
          mail.to,
          `${mail.from.name} <${mail.from.address}>`,
          mail.subject,
          JSON.stringify(headersOf(mail)),
          mail.html,
          mail.text,
          this.clock.now(),
        ],
      ),
    );
    return { result: 'sent' };
  }
}

function headersOf(mail: Mail): Record<string, string> {
  const { messageId, replyTo, inReplyTo, references, headers } = mail;
  return {
    'Message-ID': `<${messageId}>`,
    ...(replyTo ? { 'Reply-To': replyTo } : {}),
    ...(inReplyTo ? { 'In-Reply-To': `<${inReplyTo}>` } : {}),
    ...(references.length > 0 ? { References: references.map((id) => `<${id}>`).join(' ') } : {}),
    ...headers,
  };
}
