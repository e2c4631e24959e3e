import { Injectable } from '@nestjs/common';
import type { KeepComposedMail } from '../../account-mails/index.js';
import { Clock, type Handover } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';
import { MailTransport, type AccountLetter, type Mail } from './mail-transport.js';

/** The built-in mailbox: keeps mails for the admin's page while no provider is set. */
@Injectable()
export class MailboxTransport extends MailTransport {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly composed: KeepComposedMail,
    private readonly print: (text: string) => void,
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

  /** Shown on the terminal too: who tries the product out may have no page yet that could show it. */
  override async handOfAccount({ mailId, to, subject, html, text }: AccountLetter): Promise<Handover> {
    await this.composed.run(mailId, { subject, html, text });
    this.print(`\n  Mail to ${to}: ${subject}\n\n${text.replace(/^/gm, '    ')}\n\n`);
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
