import { Injectable } from '@nestjs/common';
import { EntryWriter } from '../conversations/index.js';
import type { SystemActor } from '../kernel/index.js';
import type { NoticeCode } from '../mail/index.js';
import { SendNotice } from '../notices/index.js';
import { UnitOfWork } from '../platform/index.js';
import { MailWriters, type MailWriter } from './mail-writers.queries.js';
import { ReadAgain } from './read-again.js';
import type { ReceivedMail } from './received-mail.js';
import { ReceivedMails } from './received-mails.js';

export interface MailToAnswer {
  mail: ReceivedMail;
  writer: MailWriter;
  because: 'waiting' | 'closed';
}

const NOTICES: Record<MailToAnswer['because'], NoticeCode> = {
  waiting: 'accept_terms',
  closed: 'conversation_over',
};

/**
 * Keeps a mail that may not enter, and tells its writer why: once a conversation, and at the visitor's own address,
 * whoever it says it is from. Members find one that came after the end by a line in the thread.
 */
@Injectable()
export class TellRefused {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: ReceivedMails,
    private readonly writers: MailWriters,
    private readonly again: ReadAgain,
    private readonly entries: EntryWriter,
    private readonly notice: SendNotice,
  ) {}

  async run(actor: SystemActor, { mail, writer, because }: MailToAnswer): Promise<void> {
    await this.unitOfWork.run(actor.brandId, async () => {
      if (!(await this.mails.find(mail.id, mail.state))) return;
      const { conversationId, visitorId, locale, email } = writer;
      await this.writers.lock([conversationId]);
      if (because === 'waiting' && (await this.writers.of(conversationId))?.hasAccepted)
        return this.again.run(mail);
      const isAnswered = await this.isAnswered(writer, because);
      await this.mails.set(mail, { state: because });
      if (because === 'closed')
        await this.entries.line(conversationId, { code: 'mailed_after_end', params: { mail: mail.id } });
      if (isAnswered || email === null) return;
      await this.mails.answered(mail);
      await this.notice.run(actor, {
        template: NOTICES[because],
        recipient: email,
        locale,
        visitorId,
        conversationId,
      });
    });
  }

  private async isAnswered({ brandId, conversationId }: MailWriter, because: string): Promise<boolean> {
    const rows = await this.unitOfWork.query(
      `SELECT FROM received_mails WHERE brand_id = $1 AND conversation_id = $2
         AND (state = $3 OR ($3 = 'waiting' AND state = 'received')) AND answered_at IS NOT NULL LIMIT 1`,
      [brandId, conversationId, because],
    );
    return rows.length > 0;
  }
}
