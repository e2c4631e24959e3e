import { Injectable } from '@nestjs/common';
import { ConversationAccess } from '../conversations/index.js';
import { Clock, isId, notFound, Refusal, type MemberActor } from '../kernel/index.js';
import { Events, Jobs, UnitOfWork } from '../platform/index.js';
import { MailLetIn } from './inbound.events.js';
import { READ_MAIL } from './receive-mail.js';
import { isKeptOut, RECEIVED_MAIL_COLUMNS, type ReceivedMail } from './received-mail.js';

/** Has a mail that was kept out added to its conversation, as the visitor's like any other. */
@Injectable()
export class LetMailIn {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly conversations: ConversationAccess,
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: MemberActor, mailId: string): Promise<void> {
    if (!isId(mailId)) throw notFound();
    const { brandId } = actor;
    await this.unitOfWork.run(brandId, async () => {
      const [mail] = await this.unitOfWork.query<ReceivedMail>(
        `SELECT ${RECEIVED_MAIL_COLUMNS} FROM received_mails m WHERE m.brand_id = $1 AND m.id = $2 FOR UPDATE`,
        [brandId, mailId],
      );
      if (!mail) throw notFound();
      if (mail.conversationId) await this.conversations.handled(actor, mail.conversationId);
      if (!isKeptOut(mail)) throw new Refusal('conflict', 'mail_not_kept_out');
      const now = this.clock.now();
      await this.unitOfWork.execute(
        `UPDATE received_mails SET state = 'received', reason = NULL, let_in_by = $3, let_in_at = $4, state_at = $4
         WHERE brand_id = $1 AND id = $2`,
        [brandId, mailId, actor.id, now],
      );
      await this.jobs.schedule({ brandId, name: READ_MAIL, key: mailId, payload: { mailId }, dueAt: now });
      await this.events.record(actor, MailLetIn, {
        subjectId: mailId,
        conversationId: mail.conversationId ?? undefined,
      });
    });
  }
}
