import { Injectable } from '@nestjs/common';
import { EntryWriter, type LineCode } from '../conversations/index.js';
import { isLaidAside, type KeptOut, type ReceivedMail } from './received-mail.js';
import { ReceivedMails } from './received-mails.js';

export interface MailToKeepOut {
  mail: ReceivedMail;
  reason: KeptOut;
}

/** Keeps a mail out of its conversation, as it came: members find it there by a line, and can have it added. */
@Injectable()
export class KeepOutMail {
  constructor(
    private readonly mails: ReceivedMails,
    private readonly entries: EntryWriter,
  ) {}

  /** Within a unit of work. */
  async run({ mail, reason }: MailToKeepOut): Promise<void> {
    await this.mails.set(mail, { state: 'ignored', reason });
    const code = lineFor(mail, reason);
    if (mail.conversationId && code)
      await this.entries.line(mail.conversationId, { code, params: { mail: mail.id } });
  }
}

/** Null for what no visitor sent, or where the line stands there already. */
function lineFor({ kind, letInBy }: ReceivedMail, reason: KeptOut): LineCode | null {
  if (!isLaidAside(reason)) return 'mail_kept_out';
  return kind === 'reply' && !(reason === 'empty' && letInBy !== null) ? 'mail_not_added' : null;
}
