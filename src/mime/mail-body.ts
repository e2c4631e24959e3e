import { isBlank } from '../kernel/index.js';
import { unflowed } from './flowed-text.js';
import { decodeText } from './charset.js';
import { htmlText } from './html-text.js';
import type { MimePart } from './mime-part.js';

export interface MailBody {
  text: string;
  /** Parts that the text was taken from, or that say the same in another form. */
  used: ReadonlySet<MimePart>;
  /** All markup of the mail. */
  html: string;
}

const LOOKED_AT = 2048;
const LONGEST_STUB = 400;
const META = /<meta[^>]{0,200}charset\s{0,10}=\s{0,10}["']?([\w-]{1,40})/i;

/** What a mail says in its parts: of the same in several forms the plain one, if that says anything. */
export function bodyOf(mail: MimePart): MailBody {
  const used = new Set<MimePart>();
  const html: string[] = [];
  const text = textsOf(mail, { used, html }).join('\n\n');
  if (!isBlank(text)) return { text, used, html: html.join('\n') };
  // Some gateways give the only text a name.
  const named = findNamedText(mail);
  if (named) used.add(named);
  return { text: named ? plainText(named) : text, used, html: html.join('\n') };
}

/** A text with a name of its own is a file, as some programs send them. */
export function isNamedText({ type, fileName, disposition }: MimePart): boolean {
  return (type === 'text/plain' || type === 'text/html') && (fileName !== '' || disposition === 'attachment');
}

interface Seen {
  used: Set<MimePart>;
  html: string[];
}

function textsOf(part: MimePart, seen: Seen): string[] {
  if (part.type === 'multipart/alternative') return alternative(part, seen);
  if (part.parts.length > 0) return part.parts.flatMap((child) => textsOf(child, seen));
  if (isNamedText(part) || (part.type !== 'text/plain' && part.type !== 'text/html')) return [];
  seen.used.add(part);
  if (part.type === 'text/plain') return [plainText(part)];
  const markup = markupOf(part);
  seen.html.push(markup);
  return [htmlText(markup)];
}

/** The forms stand in the order of their richness. */
function alternative({ parts }: MimePart, seen: Seen): string[] {
  const forms = parts.map((form) => textsOf(form, seen));
  const said = forms.filter((texts) => texts.some((text) => !isBlank(text)));
  const [plainest = [], richest = []] = [said[0], said.at(-1)];
  return isStub(plainest.join(' '), richest.join(' ')) ? richest : plainest;
}

/** Whether it says that the mail is in HTML instead of what the mail says. */
function isStub(text: string, other: string): boolean {
  const letters = lettersOf(text.slice(0, 2 * LONGEST_STUB));
  if (letters.length > LONGEST_STUB || !letters.includes('html')) return false;
  return !lettersOf(other).includes(letters);
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

function findNamedText(part: MimePart): MimePart | null {
  if (part.type === 'text/plain' && part.disposition !== 'attachment' && part.bytes.length > 0) return part;
  for (const child of part.parts) {
    const found = findNamedText(child);
    if (found) return found;
  }
  return null;
}

function plainText({ bytes, params }: MimePart): string {
  const text = decodeText(bytes, params.get('charset') ?? '').replace(/\r\n?/g, '\n');
  const isFlowed = params.get('format')?.toLowerCase() === 'flowed';
  return unmangled(
    isFlowed ? unflowed(text, { deleteSpace: params.get('delsp')?.toLowerCase() === 'yes' }) : text,
  );
}

function markupOf({ bytes, params }: MimePart): string {
  const head = Buffer.from(bytes.subarray(0, LOOKED_AT)).toString('latin1');
  return decodeText(bytes, params.get('charset') ?? META.exec(head)?.[1] ?? '');
}

/** Servers put a sign before lines that begin with "From ". */
function unmangled(text: string): string {
  if (!text.includes('>From ')) return text;
  const lines = text.split('\n');
  const isQuoted = (line: string | undefined) => line?.startsWith('>') ?? false;
  return lines
    .map((line, at) =>
      line.startsWith('>From ') && !isQuoted(lines[at - 1]) && !isQuoted(lines[at + 1])
        ? line.slice(1)
        : line,
    )
    .join('\n');
}
