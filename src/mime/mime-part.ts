import { decodeWords } from 'postal-mime';
import { trimmedOf } from '../kernel/index.js';

import { headerValue } from './header-value.js';
import { decodeTransfer } from './transfer-encoding.js';

export interface MailHeader {
  /** In lower case. */
  key: string;
  value: string;
}

/** A mail, or one part of it (RFC 2046). */
export interface MimePart {
  /** Unfolded, in their order. */
  headers: MailHeader[];
  /** As "text/plain". */
  type: string;
  params: ReadonlyMap<string, string>;
  disposition: string;
  fileName: string;
  /** Without angle brackets; empty where nothing refers to it. */
  contentId: string;
  /** What its bytes stand for; of a part with parts nothing. */
  bytes: Uint8Array;
  parts: MimePart[];
}

const DEEPEST = 20;
const MOST_PARTS = 1000;
const LONGEST_HEAD = 256 * 1024;
const LONGEST_HEADER = 64 * 1024;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/** Counts the parts of one mail. */
interface Budget {
  parts: number;
}

/**
 * Takes a mail apart, in time that grows with its size alone and without copies of it. Never throws: what breaks the
 * rules is read as far as it can be, what is nested too deep or more than a thousand parts stays one part.
 */
export function mimePart(raw: Uint8Array): MimePart {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.length);
  return read(bytes, { parts: 0 }, { depth: 0, usualType: 'text/plain' });
}

export function headerOf({ headers }: Pick<MimePart, 'headers'>, name: string): string {
  return headers.find(({ key }) => key === name)?.value ?? '';
}

/** The part and all parts within. */
export function* allParts(part: MimePart): Generator<MimePart> {
  yield part;
  for (const child of part.parts) yield* allParts(child);
}

/** The headers of a mail, or of what is said to be one, and where its content begins. */
export function readHead(bytes: Buffer): { headers: MailHeader[]; end: number } {
  const lines: string[][] = [];
  let at = 0;
  while (at < bytes.length) {
    const feed = bytes.indexOf(LINE_FEED, at);
    const end = feed < 0 ? bytes.length : feed;
    const line = bytes.subarray(at, end > at && bytes[end - 1] === RETURN ? end - 1 : end);
    at = feed < 0 ? bytes.length : feed + 1;
    if (line.length === 0) break;
    if (at > LONGEST_HEAD) continue;
    const isFolded = (line[0] === 0x20 || line[0] === 0x09) && lines.length > 0;
    if (isFolded) lines.at(-1)?.push(textOf(line));
    else lines.push([textOf(line)]);
  }
  return { headers: lines.flatMap((folded) => headerIn(folded.join('')) ?? []), end: at };
}

function read(
  bytes: Buffer,
  budget: Budget,
  { depth, usualType }: { depth: number; usualType: string },
): MimePart {
  budget.parts += 1;
  const { headers, end } = readHead(bytes);
  const { value, params } = headerValue(headerOf({ headers }, 'content-type'));
  const disposition = headerValue(headerOf({ headers }, 'content-disposition'));
  const encoding = headerValue(headerOf({ headers }, 'content-transfer-encoding')).value;
  const type = /^[^\s/]+\/[^\s/]+$/.test(value) ? value : usualType;
  const part = {
    headers,
    type,
    params,
    disposition: disposition.value,
    fileName: (disposition.params.get('filename') ?? params.get('name') ?? '').trim(),
    contentId: trimmedOf(headerOf({ headers }, 'content-id'), /[\s<>]/),
  };
  const content = bytes.subarray(end);
  const within = type.startsWith('multipart/') && depth < DEEPEST ? piecesOf(content, params, budget) : [];
  if (within.length === 0) {
    // Of several parts that cannot be told apart the text is kept as it stands.
    const isText = type.startsWith('multipart/') && depth < DEEPEST;
    return {
      ...part,
      type: isText ? 'text/plain' : type,
      bytes: decodeTransfer(content, encoding),
      parts: [],
    };
  }
  const next = { depth: depth + 1, usualType: type === 'multipart/digest' ? 'message/rfc822' : 'text/plain' };
  return { ...part, bytes: new Uint8Array(), parts: within.map((piece) => read(piece, budget, next)) };
}

/** What stands between the lines that part a content from the next. */
function piecesOf(content: Buffer, params: ReadonlyMap<string, string>, budget: Budget): Buffer[] {
  const boundary = params.get('boundary') ?? '';
  if (boundary === '') return [];
  const mark = Buffer.from(`--${boundary}`);
  const pieces: Buffer[] = [];
  let start = -1;
  for (let at = content.indexOf(mark); at >= 0; at = content.indexOf(mark, at + mark.length)) {
    const line = boundaryLine(content, at, mark.length);
    if (!line) continue;
    if (start >= 0) pieces.push(content.subarray(start, contentEnd(content, start, at)));
    start = line.next;
    if (line.isLast || budget.parts + pieces.length >= MOST_PARTS) {
      if (!line.isLast) pieces.push(content.subarray(start));
      return pieces;
    }
  }
  if (start >= 0 && start < content.length) pieces.push(content.subarray(start));
  return pieces;
}

/** A boundary has a line of its own, with nothing but blanks behind it. */
function boundaryLine(content: Buffer, at: number, length: number): { next: number; isLast: boolean } | null {
  if (at > 0 && content[at - 1] !== LINE_FEED) return null;
  const isLast = content[at + length] === 0x2d && content[at + length + 1] === 0x2d;
  let end = at + length + (isLast ? 2 : 0);
  while (end < content.length && (content[end] === 0x20 || content[end] === 0x09 || content[end] === RETURN))
    end += 1;
  return end === content.length || content[end] === LINE_FEED ? { next: end + 1, isLast } : null;
}

/** The line break before a boundary belongs to the boundary. */
function contentEnd(content: Buffer, start: number, boundary: number): number {
  let end = boundary;
  if (end > start && content[end - 1] === LINE_FEED) end -= 1;
  if (end > start && content[end - 1] === RETURN) end -= 1;
  return end;
}

function headerIn(line: string): MailHeader | null {
  const at = line.indexOf(':');
  if (at <= 0) return null;
  return {
    key: line.slice(0, at).trim().toLowerCase(),
    value: line.slice(at + 1, at + 1 + LONGEST_HEADER).trim(),
  };
}

/** Some programs write headers as their system writes letters. */
function textOf(line: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line);
  } catch {
    return new TextDecoder('windows-1252').decode(line);
  }
}

/** A header in words (RFC 2047). */
export function wordsOf(header: string): string {
  return decodeWords(header.slice(0, LONGEST_HEADER)).replace(/[\r\n]+/g, ' ');
}
