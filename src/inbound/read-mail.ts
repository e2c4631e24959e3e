import { Injectable } from '@nestjs/common';
import { LONGEST_MESSAGE, type SystemActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { TellRefused } from './tell-refused.js';
import { isAutomaticReply, isOfProgram, keptOutReason } from './domain/automatic-mail.js';
import type { DeliveryReport } from './domain/delivery-report.js';
import { storable } from './domain/mail-lines.js';
import { mailMessages } from './domain/mail-messages.js';
import { allWords, ownWords, type OwnWords } from './domain/own-words.js';
import { spokenText } from './domain/spoken-text.js';
import { EnterMail } from './enter-mail.js';
import { KeepOutMail } from './keep-out-mail.js';
import type { MailContent } from './mail-content.js';
import { MailFiles, type InspectedMailFile } from './mail-files.js';
import { MailWriters, writerActor, type MailWriter } from './mail-writers.queries.js';
import { NoteReport } from './note-report.js';
import { OurAddresses } from './our-addresses.js';
import { OurSignsQueries } from './our-signs.queries.js';
import type { KeptOut, ReceivedMail } from './received-mail.js';
import { ReceivedMails } from './received-mails.js';
import { TellUnreadable } from './tell-unreadable.js';

/** More than anybody writes; what is longer is a file besides. */
const MOST_PARTS = 5;
/** Of which there are more than so many parts, if they are not all there is. */
const MOST_SIGNS = MOST_PARTS * 2 * LONGEST_MESSAGE + 1;

/** What a mail says, and brings. */
export type InspectedContent = Omit<MailContent, 'files'> & { files: InspectedMailFile[] };

export interface ParsedMail {
  mailId: string;
  content: InspectedContent;
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
    private readonly answer: TellRefused,
    private readonly enter: EnterMail,
    private readonly report: NoteReport,
    private readonly keepOut: KeepOutMail,
    private readonly signs: OurSignsQueries,
    private readonly unreadable: TellUnreadable,
  ) {}

  /** Whether what it brings would enter now, so that its files are worth their inspection. */
  async keepsFiles({ brandId }: SystemActor, { mailId, content }: ParsedMail): Promise<boolean> {
    return this.unitOfWork.run(brandId, async () => {
      const mail = await this.mails.find(mailId, 'received');
      if (!mail || reportIn(mail, content) || isReceipt(mail, content)) return false;
      const writer = await this.writerOf(mail);
      if (!writer || writer.isBlocked || writer.isClosed || !writer.hasAccepted) return false;
      return this.keptOut(mail, withWords(mail, content)) === null;
    });
  }

  async run(actor: SystemActor, { mailId, content }: ParsedMail): Promise<void> {
    await this.unitOfWork.run(actor.brandId, async () => {
      const mail = await this.mails.find(mailId, 'received');
      if (mail) await this.judge(actor, mail, content);
    });
  }

  private async judge(actor: SystemActor, mail: ReceivedMail, parsed: InspectedContent): Promise<void> {
    const content = withWords(mail, parsed);
    const report = reportIn(mail, content);
    if (report) return this.report.run(actor, { mail, report });
    if (isReceipt(mail, content)) return this.mails.end(mail, { state: 'noted', reason: 'receipt' });
    const { from, subject, headers } = content;
    const writer = await this.writerOf(mail);
    await this.mails.identify(mail, { sender: from, senderKnown: from === writer?.email?.toLowerCase() });
    const keptOut = this.keptOut(mail, content);
    if (!writer || writer.isBlocked)
      return this.mails.end(mail, { state: 'ignored', reason: writer ? 'blocked' : (keptOut ?? 'gone') });
    const fileNames = content.files
      .filter(({ isDecoration }) => !isDecoration)
      .map(({ name }) => storable(name));
    if (!keptOut || writer.hasAccepted)
      await this.mails.keepWhole(mail, { text: storable(content.text), fileNames });
    if (keptOut) return this.keepOut.run({ mail, reason: keptOut });
    const isAutomatic = mail.letInBy === null && isAutomaticReply(subject, headers);
    if (!writer.hasAccepted) return this.answer.run(actor, { mail, writer, because: 'waiting' });
    if (writer.isClosed) return this.answer.run(actor, { mail, writer, because: 'closed' });
    await this.keep(mail, writer, { content, isAutomatic });
    if (content.unreadable) await this.unreadable.run(actor, writer, content.unreadable);
  }

  private async writerOf({ conversationId }: ReceivedMail): Promise<MailWriter | null> {
    return conversationId === null ? null : this.writers.of(conversationId);
  }

  /** What a member had added is not judged again. */
  private keptOut({ returnPath, kind, letInBy }: ReceivedMail, content: MailContent): KeptOut | null {
    if (letInBy !== null) return null;
    const reason = keptOutReason({ ...content, returnPath }, (address) => this.ours.include(address));
    return reason ?? (kind === 'bounce' ? 'no_report' : null);
  }

  private async keep(
    mail: ReceivedMail,
    writer: MailWriter,
    { content, isAutomatic }: { content: InspectedContent; isAutomatic: boolean },
  ): Promise<void> {
    const own = wordsOf(content, ownWords(content.text, await this.signs.of(writer.conversationId)));
    const messages = mailMessages(
      { words: own.words.slice(0, MOST_SIGNS), rest: own.rest.slice(0, MOST_SIGNS) },
      LONGEST_MESSAGE,
    );
    const author = writerActor(writer);
    const kept = await this.files.keep(author, mail, content.files);
    const isTooLong = messages.length > MOST_PARTS;
    const textFileId = isTooLong
      ? await this.files.keepText(author, mail, [own.words, own.rest].join('\n\n').trim())
      : null;
    if (messages.length + kept.fileIds.length + kept.leftOut.length === 0) {
      if (content.unreadable) return this.mails.end(mail, { state: 'ignored', reason: content.unreadable });
      await this.mails.keepWhole(mail, { text: storable(content.subject), fileNames: [] });
      return this.keepOut.run({ mail, reason: 'empty' });
    }
    await this.mails.keepContent(mail, {
      ...kept,
      messages: messages.slice(0, MOST_PARTS),
      textFileId,
      isCut: own.isCut || isTooLong,
      isAutomatic,
    });
    await this.enter.plan(mail);
  }
}

/** What nobody can read says nothing beside that. */
function withWords({ letInBy }: ReceivedMail, content: InspectedContent): InspectedContent {
  if (content.unreadable) return content;
  return { ...content, text: spokenText(content, { isAsked: letInBy !== null && !sendsFiles(content) }) };
}

/** What a server tells has no sender or comes to where bounces do; some have one of their own. */
function reportIn(mail: ReceivedMail, content: MailContent): DeliveryReport | null {
  const { report, wordedReport, isReport } = content;
  if (report && (isOfServer(mail) || (isReport && isOfProgram(content)))) return report;
  return mail.kind === 'bounce' && mail.returnPath === '' ? wordedReport : null;
}

/** The program of who has read our mail writes it, often with their sender. */
function isReceipt(mail: ReceivedMail, { isReceipt: hasReceipt, isReport }: MailContent): boolean {
  return hasReceipt && (isReport || isOfServer(mail));
}

function isOfServer({ kind, returnPath }: ReceivedMail): boolean {
  return kind === 'bounce' || returnPath === '';
}

/** Files alone need no words; without any, what stands there is shown as a whole. */
function wordsOf({ text, files }: MailContent, own: OwnWords): OwnWords {
  return own.words === '' && !sendsFiles({ files }) ? allWords(text) : own;
}

function sendsFiles({ files }: Pick<MailContent, 'files'>): boolean {
  return files.some(({ isDecoration }) => !isDecoration);
}
