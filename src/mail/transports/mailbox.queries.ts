import { Injectable } from '@nestjs/common';
import { isId, notFound, type Actor } from '../../kernel/index.js';
import { Config, pageOf, UnitOfWork } from '../../platform/index.js';

export interface MailboxLine {
  id: string;
  recipient: string;
  subject: string;
  at: Date;
}

export interface MailboxMail extends MailboxLine {
  sender: string;
  headers: Record<string, string>;
  html: string;
  text: string;
}

const PAGE = 30;

/** What lies in the built-in mailbox. */
@Injectable()
export class Mailbox {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly config: Config,
  ) {}

  /** Whether mails go here, and nowhere else. */
  get isInUse(): boolean {
    return this.config.smtpUrl === undefined;
  }

  /** Newest first. */
  async page(actor: Actor, before: string | null): Promise<{ mails: MailboxLine[]; older: string | null }> {
    const rows = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<MailboxLine>(
        `SELECT notification_id AS id, recipient, subject, at FROM mailbox_mails
         WHERE brand_id = $1 AND ($2::uuid IS NULL OR notification_id < $2)
         ORDER BY notification_id DESC LIMIT ${PAGE + 1}`,
        [actor.brandId, before],
      ),
    );
    const [mails, older] = pageOf(rows, PAGE, ({ id }) => id);
    return { mails, older };
  }

  async has(actor: Actor, id: string): Promise<boolean> {
    const rows = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query('SELECT FROM mailbox_mails WHERE brand_id = $1 AND notification_id = $2', [
        actor.brandId,
        id,
      ]),
    );
    return rows.length > 0;
  }

  async mail(actor: Actor, id: string): Promise<MailboxMail> {
    if (!isId(id)) throw notFound();
    const [mail] = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<MailboxMail>(
        `SELECT notification_id AS id, recipient, sender, subject, headers, html, body AS text, at FROM mailbox_mails
         WHERE brand_id = $1 AND notification_id = $2`,
        [actor.brandId, id],
      ),
    );
    if (!mail) throw notFound();
    return mail;
  }
}
