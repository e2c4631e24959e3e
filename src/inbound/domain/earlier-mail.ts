import {
  announcementLength,
  blockStart,
  endsInColon,
  foreignBlockLength,
  hasMoment,
  hasVerb,
  isAnnouncement,
  isFramed,
  isRule,
  isSeparator,
} from './announcements.js';
import { LONGEST_SIGN, lettersOf, type MailLine } from './mail-lines.js';
import type { OurSigns } from './our-signs.js';

/** Where an earlier mail stands for certain. */
export interface EarlierMail {
  /** Lines from there to `certainFrom` most likely announce it. */
  from: number;
  certainFrom: number;
  /** Where its own lines begin, behind what announces it. */
  to: number;
}

const WRAPPED_OVER = 3;
const MOST_BLANKS = 5;
const SHORTEST_NAME = 3;

/** The first earlier mail that is certainly one: ours by its mark or its announcement, or behind quote signs. */
export function earlierMail(lines: readonly MailLine[], signs: OurSigns): EarlierMail | null {
  const ours = comparable(signs);
  for (let at = 0; at < lines.length; at += 1) {
    const mark = markLength(lines, at, ours);
    if (mark > 0) return { ...above(lines, at, ours), to: at + mark };
    const announced = ourAnnouncement(lines, at, ours) ?? quotedAnnouncement(lines, at, ours);
    if (announced) return { from: announced.from, certainFrom: announced.from, to: announced.to };
  }
  return quotedToTheEnd(lines, ours);
}

/** As texts are looked for in others. */
function comparable({ marks, addresses, names, previews }: OurSigns): OurSigns {
  const lower = (text: string) => text.toLowerCase();
  return {
    marks: marks.map(lettersOf),
    addresses: addresses.map(lower),
    names: names.map(lower).filter((name) => name.length >= SHORTEST_NAME),
    previews: previews.map(lettersOf).filter((preview) => preview !== ''),
  };
}

/** How many lines our mark takes there. */
function markLength(lines: readonly MailLine[], at: number, { marks }: OurSigns): number {
  if (lines[at].plain.length > LONGEST_SIGN) return 0;
  let letters = '';
  for (let length = 1; length <= WRAPPED_OVER && at + length <= lines.length; length += 1) {
    letters += lettersOf(lines[at + length - 1].plain);
    if (letters === '') return 0;
    if (marks.includes(letters)) return length;
  }
  return 0;
}

/** An announcement that names our address. */
function ourAnnouncement(
  lines: readonly MailLine[],
  at: number,
  { addresses }: OurSigns,
): { from: number; to: number } | null {
  const { plain } = lines[at];
  const lower = plain.toLowerCase();
  const address = addresses.find((known) => lower.includes(known));
  if (address === undefined) return null;
  const block = foreignBlockLength(lines, at);
  if (block > 0) return { from: withSeparator(lines, blockStart(lines, at)), to: at + block };
  if (at > 0 && isSeparator(lines[at - 1].plain)) return { from: at - 1, to: at + 1 };
  const isWhole = (text: string) =>
    endsInColon(text) && hasMoment(text.toLowerCase().replaceAll(address, ''));
  const isShort = (text: string) => endsInColon(text) && (hasVerb(text) || lower.includes(`<${address}`));
  return wrapped(lines, at, isWhole) ?? wrapped(lines, at, isShort);
}

/** The fewest lines around that one which are an announcement, those above before those below. */
function wrapped(
  lines: readonly MailLine[],
  at: number,
  is: (text: string) => boolean,
): { from: number; to: number } | null {
  for (let before = 0; before < WRAPPED_OVER; before += 1) {
    const from = at - before;
    if (from < 0) break;
    if (before > 0 && !hasMoment(lines[from].plain)) continue;
    for (let to = at + 1; to <= Math.min(at + WRAPPED_OVER, lines.length); to += 1) {
      const joined = lines.slice(from, to).map(({ plain }) => plain);
      if (joined.includes('')) break;
      const text = joined.join(' ');
      if (text.length <= LONGEST_SIGN && is(text)) return { from, to };
    }
  }
  return null;
}

/** An announcement, whoever's, right above quote signs. */
function quotedAnnouncement(
  lines: readonly MailLine[],
  at: number,
  ours: OurSigns,
): { from: number; to: number } | null {
  const length = announcementLength(lines, at) || (isNamed(lines[at].plain, ours) ? 1 : 0);
  const next = afterBlanks(lines, at + length);
  return length > 0 && lines[next]?.isQuoted ? { from: at, to: at + length } : null;
}

/** Names us and ends as announcements do. */
function isNamed(plain: string, { names }: OurSigns): boolean {
  const lower = plain.toLowerCase();
  return names.some((name) => lower.includes(name)) && plain.length <= LONGEST_SIGN && endsInColon(plain);
}

/** Quote signs from somewhere to the end. */
function quotedToTheEnd(lines: readonly MailLine[], ours: OurSigns): EarlierMail | null {
  const last = lines.findLastIndex(({ plain, isQuoted }) => plain !== '' || isQuoted);
  if (last < 0 || !lines[last].isQuoted) return null;
  let at = last;
  while (at > 0 && (lines[at - 1].isQuoted || lines[at - 1].plain === '')) at -= 1;
  while (!lines[at].isQuoted) at += 1;
  return { ...above(lines, at, ours), to: at };
}

/** Where what stands above an earlier mail begins: the first words of ours, shown there, and who is said to have written. */
function above(
  lines: readonly MailLine[],
  start: number,
  ours: OurSigns,
): { from: number; certainFrom: number } {
  let at = beforeBlanks(lines, start);
  for (let shown = shownPreview(lines, at, ours); shown !== at; shown = shownPreview(lines, at, ours))
    at = beforeBlanks(lines, shown);
  const paragraph = paragraphStart(lines, at);
  for (let from = at - 1; from >= Math.max(paragraph, at - WRAPPED_OVER); from -= 1) {
    const text = lines
      .slice(from, at)
      .map(({ plain }) => plain)
      .join(' ');
    if (text.length > LONGEST_SIGN) break;
    const isSaid = hasMoment(text) || hasVerb(text);
    const isCertain = isAnnouncement(text) || (isSaid && (isNamed(text, ours) || namesAddress(text, ours)));
    if (isCertain) return { from: withSeparator(lines, from), certainFrom: withSeparator(lines, from) };
    if (endsInColon(text) && (hasMoment(text) || isNamed(text, ours))) return { from, certainFrom: at };
  }
  const block = blockAbove(lines, paragraph, at, ours);
  const rule = isHead(lines[at - 1]) ? at - 1 : at;
  return { from: block ?? rule, certainFrom: block ?? rule };
}

/** A block of labels right above that names us, by address or name. */
function blockAbove(
  lines: readonly MailLine[],
  paragraph: number,
  end: number,
  ours: OurSigns,
): number | null {
  for (let at = Math.max(paragraph, end - 8); at < end; at += 1) {
    const { plain } = lines[at];
    const isOurs = namesAddress(plain, ours) || isNamed(`${plain}:`, ours);
    if (isOurs && foreignBlockLength(lines, at) >= end - at)
      return withSeparator(lines, blockStart(lines, at));
  }
  return null;
}

function namesAddress(text: string, { addresses }: OurSigns): boolean {
  const lower = text.toLowerCase();
  return addresses.some((address) => lower.includes(address));
}

/** The line above which the first words of an answer stand, if they do. */
function shownPreview(lines: readonly MailLine[], end: number, { previews }: OurSigns): number {
  let letters = '';
  for (let at = end - 1; at >= Math.max(0, end - WRAPPED_OVER); at -= 1) {
    letters = lettersOf(lines[at].plain) + letters;
    if (previews.includes(letters)) return at;
  }
  return end;
}

function withSeparator(lines: readonly MailLine[], at: number): number {
  const before = beforeBlanks(lines, at) - 1;
  return isHead(lines[before]) || isFrenchHead(lines[before]) || isFramedHead(lines[before]) ? before : at;
}

function isHead(line: MailLine | undefined): boolean {
  return line !== undefined && (isRule(line.plain) || isSeparator(line.plain));
}

function isFramedHead(line: MailLine | undefined): boolean {
  return line !== undefined && isFramed(line.plain);
}

/** "Message du 21/11/26 12:00", as Orange puts it. */
function isFrenchHead(line: MailLine | undefined): boolean {
  if (!line?.plain.toLowerCase().startsWith('message du ')) return false;
  return line.plain.length < 60 && hasMoment(line.plain);
}

function paragraphStart(lines: readonly MailLine[], end: number): number {
  let at = end;
  while (at > 0 && lines[at - 1].plain !== '') at -= 1;
  return at;
}

function beforeBlanks(lines: readonly MailLine[], end: number): number {
  let at = end;
  while (at > 0 && end - at < MOST_BLANKS && lines[at - 1].plain === '') at -= 1;
  return at;
}

function afterBlanks(lines: readonly MailLine[], start: number): number {
  let at = start;
  while (at < lines.length && at - start < MOST_BLANKS && lines[at].plain === '' && !lines[at].isQuoted)
    at += 1;
  return at;
}
