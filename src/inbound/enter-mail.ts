import { Injectable, Logger } from '@nestjs/common';
import { v5 } from 'uuid';
import { EntryWriter, PostMessage, type PostMessageInput } from '../conversations/index.js';
import {
  Clock,
  isRefusedAs,
  Refusal,
  type RefusalKind,
  type SystemActor,
  type VisitorActor,
} from '../kernel/index.js';
import { Jobs, UnitOfWork } from '../platform/index.js';
import { TellRefused, type MailToAnswer } from './tell-refused.js';
import { KeepOutMail } from './keep-out-mail.js';
import { MailWriters, writerActor, type MailWriter } from './mail-writers.queries.js';
import type { ReceivedMail } from './received-mail.js';
import { ReceivedMails } from './received-mails.js';

export const ENTER_MAIL = 'inbound.enter_mail';

/** Whoever took it and was never heard of again is not waited for beyond; twice as long after each try. */
const HELD_MS = 15_000;
const LONGEST_HELD_MS = 3_600_000;
/** How soon it is looked again whether those before it are there. */
const BEHIND_MS = 500;
/** Over about five hours. */
const MOST_TRIES = 12;
/** What may be otherwise in a while. */
const NOT_NOW: readonly RefusalKind[] = ['too_many', 'unavailable'];
const NOT_THERE = new Map<string, MailToAnswer['because']>([
  ['consent_missing', 'waiting'],
  ['conversation_closed', 'closed'],
]);

export interface MailToEnter {
  mailId: string;
  /** Those before. */
  tries: number;
}

/**
 * Puts what a mail says into its conversation as the visitor's message, once however often it is tried, and behind those
 * that came before it. What is refused there, or could not be put there for hours, lies aside.
 */
@Injectable()
export class EnterMail {
  private readonly logger = new Logger('EnterMail');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: ReceivedMails,
    private readonly writers: MailWriters,
    private readonly post: PostMessage,
    private readonly entries: EntryWriter,
    private readonly answer: TellRefused,
    private readonly keepOut: KeepOutMail,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Within a unit of work. */
  async plan({ brandId, id }: ReceivedMail, { inMs, tries } = { inMs: 0, tries: 0 }): Promise<void> {
    const dueAt = new Date(this.clock.now().getTime() + inMs);
    await this.jobs.schedule({ brandId, name: ENTER_MAIL, key: id, payload: { mailId: id, tries }, dueAt });
  }

  async run(actor: SystemActor, { mailId, tries }: MailToEnter): Promise<void> {
    await this.unitOfWork.run(actor.brandId, async () => {
      const mail = await this.mails.find(mailId, 'read');
      const writer = mail?.conversationId ? await this.writers.of(mail.conversationId) : null;
      if (!mail || !writer) return;
      if (writer.isBlocked) return this.mails.end(mail, { state: 'ignored', reason: 'blocked' });
      if (tries >= MOST_TRIES) return this.keepOut.run({ mail, reason: 'not_entered' });
      if (await this.mails.isBehind(mail)) return this.plan(mail, { inMs: BEHIND_MS, tries });
      await this.plan(mail, { inMs: Math.min(HELD_MS * 2 ** tries, LONGEST_HELD_MS), tries: tries + 1 });
      this.unitOfWork.afterCommit(() => this.enter(actor, mail, writer));
    });
  }

  /** A message is posted in a transaction of its own, together with others'. */
  private async enter(actor: SystemActor, mail: ReceivedMail, writer: MailWriter): Promise<void> {
    try {
      await this.postAll(writerActor(writer), mail, writer);
      await this.unitOfWork.run(actor.brandId, () => this.settle(mail, writer));
    } catch (error) {
      if (isRefusedAs(error, 'brand_suspended')) return;
      const refusal = error instanceof Refusal ? error : null;
      const because = refusal && NOT_THERE.get(refusal.code);
      if (because) return this.answer.run(actor, { mail, writer, because });
      this.logger.error('a mail could not enter', error instanceof Error ? error.stack : String(error));
      if (refusal && !NOT_NOW.includes(refusal.kind)) await this.setAside(mail);
    }
  }

  private async setAside({ brandId, id }: ReceivedMail): Promise<void> {
    await this.unitOfWork.run(brandId, async () => {
      const mail = await this.mails.find(id, 'read');
      if (!mail) return;
      await this.keepOut.run({ mail, reason: 'not_entered' });
      await this.jobs.cancel(brandId, ENTER_MAIL, id);
    });
  }

  private async postAll(
    actor: VisitorActor,
    { id, parts, folds, fileIds, foldedFileIds, textFileId, senderKnown, isCut, isAutomatic }: ReceivedMail,
    { conversationId }: MailWriter,
  ): Promise<void> {
    const files = fileIds ?? [];
    const bodies = parts?.length || files.length === 0 ? (parts ?? []) : [''];
    for (const [at, body] of bodies.entries()) {
      await this.postOne(actor, {
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

  /** What was posted before it lay aside, with files that are other ones now, stands there. */
  private async postOne(actor: VisitorActor, message: PostMessageInput): Promise<void> {
    try {
      await this.post.run(actor, message);
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'message_differs')) throw error;
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
