import { Injectable, Logger } from '@nestjs/common';
import { EntryWriter } from '../conversations/index.js';
import { Refusal, type SystemActor } from '../kernel/index.js';
import { defineTask, FailedTask, FileStore, Sandbox, UnfinishedTask, UnitOfWork } from '../platform/index.js';
import type { readBoundedMail } from './bounded-mail.js';
import type { MailContent } from './mail-content.js';
import { KeepOutMail } from './keep-out-mail.js';
import type { MailLimit } from './domain/mail-limits.js';
import type { AsideReason, ReceivedMail } from './received-mail.js';
import { ReceivedMails } from './received-mails.js';

const READ_BOUNDED_MAIL = defineTask<typeof readBoundedMail>({
  lane: 'mails',
  file: 'inbound/bounded-mail.js',
  name: 'readBoundedMail',
});

/** One that ends its reader is read once more, and then lies aside. */
const MOST_UNFINISHED = 2;

/** Has a mail parsed where it can harm nobody. What cannot be parsed lies aside as it came, for admins to see. */
@Injectable()
export class ParseMail {
  private readonly logger = new Logger('ParseMail');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: ReceivedMails,
    private readonly store: FileStore,
    private readonly sandbox: Sandbox,
    private readonly entries: EntryWriter,
    private readonly keepOut: KeepOutMail,
  ) {}

  /** Null where nothing is left to do with the mail; throws where it is to be tried again. */
  async run(actor: SystemActor, mailId: string): Promise<MailContent | null> {
    const mail = await this.begin(actor, mailId);
    if (!mail) return null;
    const raw = await this.store.bytes({ brandId: actor.brandId, fileId: mailId, variant: 'whole' });
    if (!raw) return this.gone(mail);
    try {
      const content = await this.sandbox.run({ brandId: actor.brandId }, READ_BOUNDED_MAIL, raw);
      await this.ended(mail);
      return content;
    } catch (error) {
      return this.failed(mail, error);
    }
  }

  /** After tries over hours, as where there was no room for its files: it lies aside until a member has it read again. */
  async giveUp({ brandId }: SystemActor, mailId: string): Promise<null> {
    return this.unitOfWork.run(brandId, async () => {
      const mail = await this.mails.find(mailId, 'received');
      if (mail) await this.keepOut.run({ mail, reason: 'not_read' });
      return null;
    });
  }

  /** Counted before it begins: a read that takes the whole process down is one too. */
  private async begin({ brandId }: SystemActor, mailId: string): Promise<ReceivedMail | null> {
    return this.unitOfWork.run(brandId, async () => {
      const mail = await this.mails.find(mailId, 'received');
      if (!mail) return null;
      if (mail.unfinishedReads >= MOST_UNFINISHED) {
        await this.setAside(mail, 'ended');
        return null;
      }
      await this.mails.countRead(mail, 1);
      return { ...mail, unfinishedReads: mail.unfinishedReads + 1 };
    });
  }

  private async ended(mail: ReceivedMail): Promise<void> {
    await this.unitOfWork.run(mail.brandId, () => this.mails.countRead(mail, -1));
  }

  private async gone(mail: ReceivedMail): Promise<null> {
    await this.unitOfWork.run(mail.brandId, () => this.mails.end(mail, { state: 'ignored', reason: 'gone' }));
    return null;
  }

  private async failed(mail: ReceivedMail, error: unknown): Promise<null> {
    const reason = reasonOf(mail, error);
    if (!reason) {
      if (!(error instanceof UnfinishedTask) || error.isTransient) await this.ended(mail);
      throw error;
    }
    this.logger.warn(`a mail could not be read: ${reason}`);
    await this.unitOfWork.run(mail.brandId, () => this.setAside(mail, reason));
    return null;
  }

  private async setAside(mail: ReceivedMail, reason: AsideReason): Promise<void> {
    await this.mails.set(mail, { state: 'unreadable', reason });
    if (mail.kind === 'reply' && mail.conversationId)
      await this.entries.line(mail.conversationId, { code: 'mail_unreadable', params: { mail: mail.id } });
  }
}

/** Why it is to lie aside; null where it is to be read again. */
function reasonOf(mail: ReceivedMail, error: unknown): AsideReason | null {
  if (error instanceof Refusal) return error.kind === 'invalid' ? (error.code as MailLimit) : null;
  if (error instanceof FailedTask) return 'failed_parse';
  const isLast = mail.unfinishedReads >= MOST_UNFINISHED;
  if (!isLast || !(error instanceof UnfinishedTask)) return null;
  const { because } = error;
  return because === 'starved' || because === 'stopped' ? null : because;
}
