import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import { newId } from '../kernel/index.js';
import type { MailHeader } from './domain/automatic-mail.js';
import { deliveryReport, type DeliveryReport } from './domain/delivery-report.js';
import { fromUtf7, saysUtf7 } from './domain/utf-7.js';
import { withWindowsSigns } from './domain/windows-signs.js';

export interface MailFile {
  name: string;
  bytes: Uint8Array;
}

/** A mail as far as we read it. */
export interface MailContent {
  from: string;
  headers: MailHeader[];
  text: string;
  files: MailFile[];
  /** What another server tells of a mail of ours. */
  report: DeliveryReport | null;
}

const LONGEST_TEXT = 2_500_000;
const HEAD = 256 * 1024;
const NOT_FOR_PEOPLE = new Set(['application/pgp-signature', 'application/pkcs7-signature', 'text/calendar']);
const OPTIONS = { forceRfc822Attachments: true, maxNestingDepth: 50 } as const;

/** Throws on what exceeds the parser's limits. Costs time and memory as the mail likes: it is run in a child process. */
export async function readMail(raw: Uint8Array): Promise<MailContent> {
  const mail = await PostalMime.parse(raw, OPTIONS);
  return {
    from: addressOf(mail.from),
    headers: mail.headers,
    text: decoded((await textOf(mail)).slice(0, LONGEST_TEXT), raw),
    files: mail.attachments.filter(({ mimeType }) => !NOT_FOR_PEOPLE.has(mimeType)).map(fileOf),
    report: reportOf(mail),
  };
}

/** What stands above the content, for what must be known before a mail is taken. */
export async function readHeaders(raw: Buffer): Promise<{ messageId: string | null }> {
  const end = /\r?\n\r?\n/.exec(raw.subarray(0, HEAD).toString('latin1'))?.index ?? 0;
  const mail = await PostalMime.parse(raw.subarray(0, end)).catch(() => null);
  return { messageId: mail?.messageId?.trim() || null };
}

function decoded(text: string, raw: Uint8Array): string {
  const head = Buffer.from(raw.subarray(0, HEAD)).toString('latin1');
  return withWindowsSigns(saysUtf7(head) ? fromUtf7(text) : text);
}

function addressOf(address: Address | undefined): string {
  return (address?.address ?? address?.group?.[0]?.address ?? '').toLowerCase();
}

/** Of a mail that is markup alone, as text: the library does so for markup that stands beside a text. */
async function textOf({ text, html }: Email): Promise<string> {
  if (text?.trim() || !html) return text ?? '';
  const boundary = newId();
  const both = [
    `Content-Type: multipart/mixed; boundary="${boundary}"\n`,
    `--${boundary}\nContent-Type: text/plain\n\n`,
    `--${boundary}\nContent-Type: text/html; charset=utf-8\n\n${html}`,
    `--${boundary}--\n`,
  ].join('\n');
  return (await PostalMime.parse(both, OPTIONS)).text ?? '';
}

function fileOf({ filename, mimeType, content }: Attachment, at: number): MailFile {
  const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
  const extension = mimeType.split('/')[1]?.replace(/[^\w]/g, '') ?? '';
  return { name: filename?.trim() || `${at + 1}${extension && `.${extension}`}`, bytes };
}

function reportOf({ attachments }: Email): DeliveryReport | null {
  const part = (type: string) => attachments.find(({ mimeType }) => mimeType === type);
  const status = part('message/delivery-status');
  if (!status) return null;
  const original = part('message/rfc822') ?? part('text/rfc822-headers');
  return deliveryReport(textIn(status), original ? textIn(original) : '');
}

function textIn({ content }: Attachment): string {
  return typeof content === 'string' ? content : Buffer.from(new Uint8Array(content)).toString('latin1');
}
