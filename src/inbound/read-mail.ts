import { Injectable } from '@nestjs/common';
import { LONGEST_MESSAGE } from '../conversations/index.js';
import type { SystemActor } from '../kernel/index.js';
import { I18n, UnitOfWork } from '../platform/index.js';
import { AnswerMail } from './answer-mail.js';
import { automaticReason } from './domain/automatic-mail.js';
import { ownWords, storable } from './domain/own-words.js';
import { splitText } from './domain/split-text.js';
import { EnterMail } from './enter-mail.js';
import type { MailContent } from './mail-content.js';
import { MailFiles } from './mail-files.js';
import { MailWriters, writerActor, type MailWriter } from './mail-writers.queries.js';
import { NoteReport } from './note-report.js';
import { OurAddresses } from './our-addresses.js';
import type { ReceivedMail } from './received-mail.js';
import { ReceivedMails } from './received-mails.js';
import { withoutSignOff } from './sign-off.js';

/** More than anybody writes; what is longer is a file besides. */
const MOST_PARTS = 25;
/** Of which there are more than so many parts, if they are not all there is. */
const MOST_SIGNS = MOST_PARTS * 2 * LONGEST_MESSAGE + 1;

export interface ParsedMail {
  mailId: string;
  content: MailContent;
}

/** Looks at a mail that was parsed: what it says and brings, and whether that may enter the conversation. */
@Injectable()
export class ReadMail {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: ReceivedMails,
    private readonly writers: MailWriters,
    private readonly files: MailFiles,
    private readonly ours: OurAddresses,
    private readonly answer: AnswerMail,
    private readonly enter: EnterMail,
    private readonly report: NoteReport,
    private readonly i18n: I18n,
  ) {}

  async run(actor: SystemActor, { mailId, content }: ParsedMail): Promise<void> {
    await this.unitOfWork.run(actor.brandId, async () => {
      const mail = await this.mails.find(mailId, 'received');
      if (mail) await this.judge(actor, mail, content);
    });
  }

  private async judge(actor: SystemActor, mail: ReceivedMail, content: MailContent): Promise<void> {
    if (content.report) return this.report.run(actor, { mail, report: content.report });
    const { from, headers } = content;
    const automatic = automaticReason({ returnPath: mail.returnPath, from, headers }, (address) =>
      this.ours.include(address),
    );
    const writer = mail.conversationId === null ? null : await this.writers.of(mail.conversationId);
    await this.mails.identify(mail, { sender: from, senderKnown: from === writer?.email?.toLowerCase() });
    const reason = automatic ?? (mail.kind === 'bounce' ? 'no_report' : null);
    if (reason || !writer || writer.isBlocked)
      return this.mails.end(mail, { state: 'ignored', reason: reason ?? (writer ? 'blocked' : 'gone') });
    const fileNames = content.files.map(({ name }) => storable(name));
    await this.mails.keepWhole(mail, { text: storable(content.text), fileNames });
    if (!writer.hasAccepted) return this.answer.run(actor, { mail, writer, because: 'waiting' });
    if (writer.isClosed) return this.answer.run(actor, { mail, writer, because: 'closed' });
    await this.keep(mail, writer, content);
  }

  private async keep(mail: ReceivedMail, writer: MailWriter, content: MailContent): Promise<void> {
    const words = withoutSignOff(ownWords(content.text, this.marks()));
    const parts = splitText(words.slice(0, MOST_SIGNS), LONGEST_MESSAGE);
    const author = writerActor(writer);
    const { fileIds, leftOut } = await this.files.keep(author, mail, content.files);
    const textFileId = parts.length > MOST_PARTS ? await this.files.keepText(author, mail, words) : null;
    if (parts.length + fileIds.length + leftOut.length === 0)
      return this.mails.end(mail, { state: 'ignored', reason: 'empty' });
    await this.mails.keepContent(mail, { parts: parts.slice(0, MOST_PARTS), fileIds, leftOut, textFileId });
    await this.enter.plan(mail);
  }

  /** The line that our mails begin with, in every language. */
  private marks(): string[] {
    return this.i18n.visitorLocales.map((locale) => this.i18n.t(locale, 'mails:above'));
  }
}
