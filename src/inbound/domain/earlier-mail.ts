import { announcementAbove, isBare, joined, WRAPPED_OVER } from './announcement-lines.js';
import {
  blockStart,
  endsInColon,
  foreignBlockLength,
  hasMoment,
  hasVerb,
  isAnnouncement,
  isFramed,
  isKnownBlock,
  isRule,
  isSeparator,
  LINES_OF_A_BLOCK,
} from './announcements.js';
import { LONGEST_SIGN, lettersOf, lineAt, type MailLine } from './mail-lines.js';
import type { OurSigns } from './our-signs.js';

/** Where an earlier mail stands for certain. */
export interface EarlierMail {
  /** Lines from there to `certainFrom` most likely announce it. */
  from: number;
  certainFrom: number;
  /** Where its own lines begin, behind what announces it. */
  to: number;
}

interface BlockHead {
  from: number;
  isCertain: boolean;
}

const MOST_BLANKS = 5;
const SHORTEST_NAME = 3;
/** Shorter first words of an answer may be what somebody answers too. */
const SHORTEST_PREVIEW = 12;

/** The first earlier mail that is certainly one: ours by its mark or its announcement, or behind quote signs. */
export function earlierMail(lines: readonly MailLine[], signs: OurSigns): EarlierMail | null {
  const ours = comparable(signs);
  for (const at of lines.keys()) {
    const mark = markLength(lines, at, ours);
    if (mark > 0) return { ...above(lines, at, ours), to: at + mark };
    const announced = ourAnnouncement(lines, at, ours);
    if (announced) return { ...announced, certainFrom: announced.from };
    const quoted = quotedAnnouncement(lines, at, ours);
    if (quoted) return quoted;
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
  if (lineAt(lines, at).plain.length > LONGEST_SIGN) return 0;
  let letters = '';
  for (let length = 1; length <= WRAPPED_OVER; length += 1) {
    letters += lettersOf(lineAt(lines, at + length - 1).plain);
    if (letters === '' || !marks.some((mark) => mark.startsWith(letters))) return 0;
    if (marks.includes(letters)) return length;
  }
  return 0;
}

/** An announcement that gives our address: words to it do so too. */
function ourAnnouncement(
  lines: readonly MailLine[],
  at: number,
  ours: OurSigns,
): { from: number; to: number } | null {
  const lower = lineAt(lines, at).plain.toLowerCase();
  const address = ours.addresses.find((known) => lower.includes(known));
  if (address === undefined) return null;
  const block = foreignBlockLength(lines, at);
  const head = headOfBlock(lines, at);
  if (block > 0 && head.isCertain) return { from: head.from, to: at + block };
  if (isSeparator(lineAt(lines, at - 1).plain)) return { from: at - 1, to: at + 1 };
  const isWhole = (text: string) => hasMoment(text.toLowerCase().split(address).join());
  const isShort = (text: string) => (hasVerb(text) || lower.includes(`<${address}`)) && isBare(text, ours);
  return announcedWith(lines, at, { is: isWhole, ours }) ?? announcedWith(lines, at, { is: isShort, ours });
}

/** The fewest lines with that one which are an announcement for certain, the fewest below it first. */
function announcedWith(
  lines: readonly MailLine[],
  at: number,
  { is, ours }: { is: (text: string) => boolean; ours: OurSigns },
): { from: number; to: number } | null {
  const isGiven = (text: string) => is(text) && namesAddress(text, ours);
  for (let to = at + 1; to <= at + WRAPPED_OVER; to += 1) {
    const { plain } = lineAt(lines, to - 1);
    if (plain === '') return null;
    if (!endsInColon(plain)) continue;
    const found = announcementAbove(lines, to, { is: isGiven, us: ours });
    if (found && found.from === found.certainFrom && isBare(joined(lines, found.from, to), ours))
      return { from: found.from, to };
  }
  return null;
}

/** An announcement, whoever's, that ends there, right above quote signs. */
function quotedAnnouncement(lines: readonly MailLine[], at: number, ours: OurSigns): EarlierMail | null {
  const { plain } = lineAt(lines, at);
  if (!endsInColon(plain) || !lineAt(lines, afterBlanks(lines, at + 1)).isQuoted) return null;
  const found = announcementAbove(lines, at + 1, { is: (text) => isSaidOfUs(text, ours), us: ours });
  if (!found && !isNamed(plain, ours)) return null;
  return { ...(found ?? { from: at, certainFrom: at + 1 }), to: at + 1 };
}

/** Tells who wrote and when, or one of these and that it was us. */
function isSaidOfUs(text: string, ours: OurSigns): boolean {
  if (isAnnouncement(text)) return true;
  const isGiven = namesAddress(text, ours) && (endsInColon(text) || isBare(text, ours));
  return (hasMoment(text) || hasVerb(text)) && (isNamed(text, ours) || isGiven);
}

/** Names us and ends as announcements do. */
function isNamed(plain: string, { names }: OurSigns): boolean {
  const lower = plain.toLowerCase();
  return names.some((name) => lower.includes(name)) && plain.length <= LONGEST_SIGN && endsInColon(plain);
}

/** Quote signs from somewhere to the end. */
function quotedToTheEnd(lines: readonly MailLine[], ours: OurSigns): EarlierMail | null {
  const last = lines.findLastIndex((line) => !isEmpty(line));
  if (!lineAt(lines, last).isQuoted) return null;
  const own = lines.findLastIndex(({ plain, isQuoted }) => plain !== '' && !isQuoted);
  const at = lines.findIndex(({ isQuoted }, index) => index > own && isQuoted);
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
  const found = announcementAbove(lines, at, { is: (text) => isSaidOfUs(text, ours), us: ours });
  const last = lineAt(lines, at - 1).plain;
  if (found && found.certainFrom < at) {
    const head = withSeparator(lines, found.from);
    return { from: head, certainFrom: found.certainFrom === found.from ? head : found.certainFrom };
  }
  if (last.length <= LONGEST_SIGN && endsInColon(last) && (found || hasMoment(last) || isNamed(last, ours)))
    return { from: found?.from ?? at - 1, certainFrom: at };
  const block = blockAbove(lines, at, ours);
  if (block) return { from: block.from, certainFrom: block.isCertain ? block.from : at };
  const rule = isHead(lineAt(lines, at - 1)) ? at - 1 : at;
  return { from: rule, certainFrom: rule };
}

/** A block of labels right above that names us, by address or name. */
function blockAbove(lines: readonly MailLine[], end: number, ours: OurSigns): BlockHead | null {
  for (let at = end - LINES_OF_A_BLOCK; at < end; at += 1) {
    const { plain } = lineAt(lines, at);
    const isOurs = namesAddress(plain, ours) || isNamed(`${plain}:`, ours);
    if (isOurs && foreignBlockLength(lines, at) >= end - at) return headOfBlock(lines, at);
  }
  return null;
}

/** A list of somebody's own looks the same where its labels are not known and nothing stands above it. */
function headOfBlock(lines: readonly MailLine[], at: number): BlockHead {
  const start = blockStart(lines, at);
  const before = beforeBlanks(lines, start) - 1;
  const from = isFramed(lineAt(lines, before).plain) ? before : withSeparator(lines, start);
  return { from, isCertain: from < start || isKnownBlock(lines, at) };
}

function namesAddress(text: string, { addresses }: OurSigns): boolean {
  const lower = text.toLowerCase();
  return addresses.some((address) => lower.includes(address));
}

/** The line above which the first words of an answer stand, if they do. */
function shownPreview(lines: readonly MailLine[], end: number, { previews }: OurSigns): number {
  let letters = '';
  for (let at = end - 1; at >= Math.max(0, end - WRAPPED_OVER); at -= 1) {
    letters = lettersOf(lineAt(lines, at).plain) + letters;
    const isOwn = letters.length < SHORTEST_PREVIEW && lines.slice(0, at).every(({ plain }) => plain === '');
    if (previews.includes(letters) && !isOwn) return at;
  }
  return end;
}

function withSeparator(lines: readonly MailLine[], at: number): number {
  const before = beforeBlanks(lines, at) - 1;
  const line = lineAt(lines, before);
  return isHead(line) || isFrenchHead(line) ? before : at;
}

function isHead({ plain }: MailLine): boolean {
  return isRule(plain) || isSeparator(plain);
}

/** "Message du 21/11/26 12:00", as Orange puts it. */
function isFrenchHead({ plain }: MailLine): boolean {
  return plain.toLowerCase().startsWith('message du ') && plain.length < 60 && hasMoment(plain);
}

function beforeBlanks(lines: readonly MailLine[], end: number): number {
  let at = end;
  while (at > 0 && end - at < MOST_BLANKS && lineAt(lines, at - 1).plain === '') at -= 1;
  return at;
}

function isEmpty({ plain, isQuoted }: MailLine): boolean {
  return plain === '' && !isQuoted;
}

function afterBlanks(lines: readonly MailLine[], start: number): number {
  let at = start;
  while (at - start < MOST_BLANKS && isEmpty(lineAt(lines, at))) at += 1;
  return at;
}
