import { Injectable } from '@nestjs/common';
import { EntryWriter } from '../conversations/index.js';
import type { KeptOutReason } from './domain/automatic-mail.js';
import type { ReceivedMail } from './received-mail.js';
import { ReceivedMails } from './received-mails.js';

export interface MailToKeepOut {
  mail: ReceivedMail;
  reason: KeptOutReason | 'no_report';
}

/** Keeps a mail that no person wrote out of its conversation, as it came: members find it there by a line. */
@Injectable()
export class KeepOutMail {
  constructor(
    private readonly mails: ReceivedMails,
    private readonly entries: EntryWriter,
  ) {}

  /** Within a unit of work. */
  async run({ mail, reason }: MailToKeepOut): Promise<void> {
    await this.mails.set(mail, { state: 'ignored', reason });
    if (mail.conversationId)
      await this.entries.line(mail.conversationId, { code: 'mail_kept_out', params: { mail: mail.id } });
  }
}
