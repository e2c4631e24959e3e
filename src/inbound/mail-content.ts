import { createHash } from 'node:crypto';
import { addressParser } from 'postal-mime';
import {
  allParts,
  bodyOf,
  calendarComment,
  decodeText,
  fileOf,
  headerOf,
  isForPeople,
  isNamedText,
  mimePart,
  wordsOf,
  type MailBody,
  type MailFile,
  type MailHeader,
  type MimePart,
} from '../mime/index.js';
import { deliveryReport, wordedReport, type DeliveryReport } from './domain/delivery-report.js';

export type { MailFile } from '../mime/index.js';

/** Why nobody but its reader can tell what stands in a mail, or in the rest of it. */
export type Unreadable = 'encrypted' | 'in_pieces';

/** A mail as far as we read it: plain data. */
export interface MailContent {
  /** In lower case; empty where it names nobody. */
  from: string;
  subject: string;
  headers: MailHeader[];
  /** Of what quotes an earlier mail each line begins with quote signs. */
  text: string;
  /** What is said with the answer to an invitation. */
  comment: string;
  files: MailFile[];
  /** What another server tells of a mail of ours. */
  report: DeliveryReport | null;
  /** What a server tells in words alone, which counts where bounces come to. */
  wordedReport: DeliveryReport | null;
  /** Whether a part of it says that a mail of ours was shown or deleted. */
  isReceipt: boolean;
  /** Whether it is a report as a whole: in other mails people may send reports along. */
  isReport: boolean;
  unreadable: Unreadable | null;
}

const LONGEST_TEXT = 2_500_000;
const STATUS = ['message/delivery-status', 'message/global-delivery-status'];
const ORIGINAL = ['message/rfc822', 'message/global', 'text/rfc822-headers', 'message/global-headers'];
const RECEIPTS = ['message/disposition-notification', 'message/global-disposition-notification'];
const LONGEST_LOOK = 64 * 1024;
const SHOWN_WITHIN = /cid:([^"'\s>)]{1,200})/gi;

/** Never throws on what a mail may be; what cannot be read is empty. It is run in a child process. */
export function readMail(raw: Uint8Array): MailContent {
  const mail = mimePart(raw);
  const parts = [...allParts(mail)];
  const body = bodyOf(mail);
  const text = body.text.slice(0, LONGEST_TEXT);
  return {
    from: senderOf(mail),
    subject: wordsOf(headerOf(mail, 'subject')),
    headers: mail.headers,
    text,
    comment: calendarComment(parts),
    files: filesOf(parts, body),
    report: reportOf(parts),
    wordedReport: wordedReport(text),
    isReceipt: parts.some(({ type }) => RECEIPTS.includes(type)),
    isReport: mail.type === 'multipart/report' || [...STATUS, ...RECEIPTS].includes(mail.type),
    unreadable: unreadable(parts, text),
  };
}

/**
 * What makes a mail the same as another: its number, or its date where it has none, its sender and what it brings,
 * however servers on the way wrote that down and whatever they added above it. A hash.
 */
export function mailIdentity(raw: Uint8Array): string {
  const mail = mimePart(raw);
  const number = headerOf(mail, 'message-id') || `\0${headerOf(mail, 'date')}`;
  const hash = createHash('sha256').update(number).update('\0').update(senderOf(mail));
  for (const part of allParts(mail)) {
    hash.update(`\0${part.parts.length} ${part.type} ${part.fileName}\0`);
    hash.update(part.type.startsWith('text/') ? settled(part.bytes) : part.bytes);
  }
  return hash.digest('base64url');
}

/** Text as no server on the way changes it: without line ends, blanks before them and signs before "From ". */
function settled(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .map((line) => (line.startsWith('>From ') ? line.slice(1) : line))
    .join('\n')
    .trimEnd();
}

function senderOf(mail: MimePart): string {
  const [first] = addressParser(headerOf(mail, 'from'), { flatten: true });
  return (first?.address ?? '').trim().toLowerCase();
}

function filesOf(parts: readonly MimePart[], { used, html }: MailBody): MailFile[] {
  const shown = new Set([...html.matchAll(SHOWN_WITHIN)].map(([, id]) => id));
  return parts
    .filter((part) => part.parts.length === 0 && part.bytes.length > 0 && !used.has(part))
    .filter((part) => isForPeople(part) || isNamedText(part))
    .map((part, at) => fileOf(part, { at, isShownWithin: shown.has(part.contentId) }));
}

function reportOf(parts: readonly MimePart[]): DeliveryReport | null {
  const status = parts.find(({ type }) => STATUS.includes(type));
  if (!status) return null;
  const original = parts.find(({ type }) => ORIGINAL.includes(type));
  return deliveryReport(lookAt(status), original ? lookAt(original) : '');
}

function lookAt({ bytes }: MimePart): string {
  return decodeText(bytes.subarray(0, LONGEST_LOOK), 'utf-8');
}

function unreadable(parts: readonly MimePart[], text: string): Unreadable | null {
  if (parts.some(({ type }) => type === 'message/partial')) return 'in_pieces';
  const isOpaque = ({ type, params }: MimePart) =>
    type === 'multipart/encrypted' ||
    (/^application\/(x-)?pkcs7-mime$/.test(type) && params.get('smime-type') !== 'certs-only');
  return parts.some(isOpaque) || text.trimStart().startsWith('-----BEGIN PGP MESSAGE-----')
    ? 'encrypted'
    : null;
}
