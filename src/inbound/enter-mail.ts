import { Injectable, Logger } from '@nestjs/common';
import { v5 } from 'uuid';
import { EntryWriter, PostMessage } from '../conversations/index.js';
import { Clock, Refusal, type SystemActor, type VisitorActor } from '../kernel/index.js';
import { Jobs, UnitOfWork } from '../platform/index.js';
import { AnswerMail, type MailToAnswer } from './answer-mail.js';
import { MailWriters, writerActor, type MailWriter } from './mail-writers.queries.js';
import type { ReceivedMail } from './received-mail.js';
import { ReceivedMails } from './received-mails.js';

export const ENTER_MAIL = 'inbound.enter_mail';

/** Whoever took it and was never heard of again is not waited for beyond. */
const HELD_MS = 15_000;
const NOT_THERE: Record<string, MailToAnswer['because']> = {
  consent_missing: 'waiting',
  conversation_closed: 'closed',
};

/** Puts what a mail says into its conversation as the visitor's message, once however often it is tried. */
@Injectable()
export class EnterMail {
  private readonly logger = new Logger('EnterMail');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: ReceivedMails,
    private readonly writers: MailWriters,
    private readonly post: PostMessage,
    private readonly entries: EntryWriter,
    private readonly answer: AnswerMail,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Within a unit of work. */
  async plan({ brandId, id }: ReceivedMail, inMs = 0): Promise<void> {
    const dueAt = new Date(this.clock.now().getTime() + inMs);
    await this.jobs.schedule({ brandId, name: ENTER_MAIL, key: id, payload: { mailId: id }, dueAt });
  }

  async run(actor: SystemActor, mailId: string): Promise<void> {
    await this.unitOfWork.run(actor.brandId, async () => {
      const mail = await this.mails.find(mailId, 'read');
      const writer = mail?.conversationId ? await this.writers.of(mail.conversationId) : null;
      if (!mail || !writer) return;
      await this.plan(mail, HELD_MS);
      this.unitOfWork.afterCommit(() => this.enter(actor, mail, writer));
    });
  }

  /** A message is posted in a transaction of its own, together with others'. */
  private async enter(actor: SystemActor, mail: ReceivedMail, writer: MailWriter): Promise<void> {
    try {
      await this.postAll(writerActor(writer), mail, writer);
      await this.unitOfWork.run(actor.brandId, () => this.settle(mail, writer));
    } catch (error) {
      const code = error instanceof Refusal ? error.code : '';
      if (NOT_THERE[code]) return this.answer.run(actor, { mail, writer, because: NOT_THERE[code] });
      this.logger.error('a mail could not enter', error instanceof Error ? error.stack : String(error));
    }
  }

  private async postAll(
    actor: VisitorActor,
    { id, parts, folds, fileIds, foldedFileIds, textFileId, senderKnown, isCut, isAutomatic }: ReceivedMail,
    { conversationId }: MailWriter,
  ): Promise<void> {
    const files = fileIds ?? [];
    const bodies = parts?.length || files.length === 0 ? (parts ?? []) : [''];
    for (const [at, body] of bodies.entries()) {
      await this.post.run(actor, {
        conversationId,
        clientId: v5(String(at), id),
        body,
        fileIds: [
          ...(at === 0 ? files : []),
          ...(textFileId && at === bodies.length - 1 ? [textFileId] : []),
        ],
        via: senderKnown ? 'email' : 'other_email',
        mail: isCut && at === bodies.length - 1 ? id : undefined,
        fold: folds?.[at] ?? undefined,
        foldedFileIds: at === 0 ? (foldedFileIds ?? []) : [],
        isAutomatic: isAutomatic ?? false,
      });
    }
  }

  private async settle(mail: ReceivedMail, { conversationId }: MailWriter): Promise<void> {
    if (!(await this.mails.find(mail.id, 'read'))) return;
    if (mail.leftOut?.length)
      await this.entries.line(conversationId, {
        code: 'files_left_out',
        params: { names: mail.leftOut.join(', ') },
      });
    await this.mails.end(mail, { state: 'entered' });
    await this.jobs.cancel(mail.brandId, ENTER_MAIL, mail.id);
  }
}
