import { upTo } from '../../kernel/index.js';
import { LONGEST_SIGN, lineAt, type MailLine } from './mail-lines.js';
import { DAYS } from './days.js';

/** Where an announcement stands; its lines before `certainFrom` may be somebody's own. */
export interface Announced {
  from: number;
  certainFrom: number;
}

/** By what we are known in an announcement, in lower case. */
export interface Writers {
  addresses: readonly string[];
  names: readonly string[];
}

/** How many lines an announcement takes at most: programs break long ones where they like. */
export const WRAPPED_OVER = 3;
const MOST_JOINTS = 3;
const BRACKET = /[<([]/;
const WITHIN_A_DATE = 6;
const NUMERIC_DATE = /\p{Nd}{1,4}[./\-年년] ?\p{Nd}{1,2}/u;

/** What programs put between a day, an hour and a name. */
const JOINTS = new Set(
  `في on at the am pm wrote le la à a écrit el las del escribió um uhr hat schrieb geschrieben folgendes il giorno alle ore
   ha scritto em às de escreveu op om schreef het volgende den d kl klo skrev på følgende kirjoitti w dniu o godz napisał
   napisała dne dňa v ve odesílatel odosielateľ napsal napsala napísal в г у о пользователь написал написала пише ora scris
   στις ο η χρήστης μμ πμ έγραψε tarihinde şunu yazdı ezt írta időpont pada tanggal pukul menulis vào lúc đã viết les va
   escriure i 在 于 st nd rd th utc gmt cet cest mez mesz via von van da od från fra`.split(/\s+/),
);

/**
 * The announcement that ends with the line before `end`. The lines above that one are of it where it certainly begins
 * on them; where it is none without them, they may be.
 */
export function announcementAbove(
  lines: readonly MailLine[],
  end: number,
  { is, us }: { is: (text: string) => boolean; us: Writers },
): Announced | null {
  for (let from = end - 1; isTogether(lines, from, end); from -= 1) {
    const text = joined(lines, from, end);
    if (text.length > LONGEST_SIGN) return null;
    if (is(text)) return beginningOf(lines, { from, end, us });
  }
  return null;
}

/** Whether it is an announcement for certain, if it is one: it begins as those do, or gives our address in brackets. */
function isSure(text: string, us: Writers): boolean {
  return isDated(text) || isOfSomebody(text, us) || givesOurs(text, us);
}

/** Where an announcement begins behind other words of a line that ends with it; 0 where none does. */
export function announcementWithin(line: string, is: (text: string) => boolean): number {
  const start = Math.max(0, line.length - LONGEST_SIGN);
  if (line.startsWith('>') || isDated(line) || !is(line.slice(start))) return 0;
  for (const { index, 0: gap } of line.slice(start).matchAll(/(?<=\S)\s+(?=[\p{Lu}\p{Lo}])/gu)) {
    const at = start + index + gap.length;
    const rest = line.slice(at);
    const isApart = /[.!?…。)»”"]$/.test(line.slice(0, at).trimEnd()) || JOINTS.has(wordOf(upTo(rest, ' ')));
    if (isApart && isDated(rest) && is(rest)) return at;
  }
  return 0;
}

/** Whether it has nothing but what announcements have: days, hours, names and addresses. */
export function isBare(text: string, { names }: Writers): boolean {
  const ours = new Set(names.flatMap(wordsOf));
  return text
    .split(/[\s,،、，]+/)
    .every(
      (token) => !/[!?…]$/.test(token) && (!startsSmall(token) || isKnown(token) || ours.has(wordOf(token))),
    );
}

/** Whether the lines from there to `end` may be one announcement: all behind quote signs or none, no gap, not too many. */
function isTogether(lines: readonly MailLine[], from: number, end: number): boolean {
  const { plain, isQuoted } = lineAt(lines, from);
  if (end - from > WRAPPED_OVER || plain === '') return false;
  return isQuoted === lineAt(lines, end - 1).isQuoted;
}

function beginningOf(
  lines: readonly MailLine[],
  { from, end, us }: { from: number; end: number; us: Writers },
): Announced {
  const broken = goesOn(lineAt(lines, from).plain) ? brokenAbove(lines, { from, end, us }) : null;
  if (broken !== null) return { from: broken, certainFrom: broken };
  const last = lineAt(lines, end - 1).plain;
  const isCertain = from === end - 1 ? isSure(last, us) : beginsThere(lines, { from, end, us });
  if (isCertain) return { from, certainFrom: from };
  return { from, certainFrom: from < end - 1 && givesOurs(last, us) ? end - 1 : end };
}

/** The line above on which it begins, where what is an announcement by itself goes on from there. */
function brokenAbove(
  lines: readonly MailLine[],
  { from, end, us }: { from: number; end: number; us: Writers },
): number | null {
  for (let at = from - 1; isTogether(lines, at, end); at -= 1)
    if (isDated(lineAt(lines, at).plain) && beginsThere(lines, { from: at, end, us })) return at;
  return null;
}

function beginsThere(
  lines: readonly MailLine[],
  { from, end, us }: { from: number; end: number; us: Writers },
): boolean {
  const first = lineAt(lines, from).plain;
  if (!isDated(first) && !isOfSomebody(first, us)) return false;
  return lines.slice(from, end - 1).every(({ plain }) => !/[:：]$/.test(plain) && isBare(plain, us));
}

/** Begins with a day, and names its date. */
function isDated(text: string): boolean {
  const tokens = text.split(/[\s,،、，]+/, MOST_JOINTS + WITHIN_A_DATE);
  const at = tokens.findIndex((token) => !JOINTS.has(wordOf(token)));
  const day = tokens[at];
  if (day === undefined || at > MOST_JOINTS || !isDay(day)) return false;
  const date = tokens.slice(at, at + WITHIN_A_DATE);
  return (
    /\p{Nd}/u.test(date.join(' ')) &&
    (date.some((token) => DAYS.has(wordOf(token))) || NUMERIC_DATE.test(date.join(' ')))
  );
}

/** Begins with who wrote: a name of ours, or any with an address. */
function isOfSomebody(text: string, us: Writers): boolean {
  const begin = upTo(text, BRACKET);
  const address = upTo(text.slice(begin.length + 1), BRACKET);
  const isAddressed = address.includes('@') || upTo(begin, ' ').includes('@');
  const lower = text.toLowerCase().replace(/^\P{L}+/u, '');
  return (isAddressed || us.names.some((name) => lower.startsWith(name))) && isBare(begin, us);
}

function givesOurs(text: string, { addresses }: Writers): boolean {
  const lower = text.toLowerCase();
  return addresses.some((address) =>
    ['<', '< ', '(', '[', ':'].some((sign) => lower.includes(sign + address)),
  );
}

/** Whether a line begins in the middle of a date. */
function goesOn(plain: string): boolean {
  const first = upTo(plain, /[\s,،、，]/);
  return !isDated(plain) && (isDay(first) || JOINTS.has(wordOf(first)));
}

function isKnown(token: string): boolean {
  const word = wordOf(token);
  return JOINTS.has(word) || DAYS.has(word);
}

function isDay(token: string): boolean {
  return /\p{Nd}/u.test(token) || DAYS.has(wordOf(token));
}

/** Names do not, nor do letters without a size. */
function startsSmall(token: string): boolean {
  return !token.includes('@') && /^[^\p{L}\p{N}]*\p{Ll}/u.test(token);
}

function wordsOf(text: string): string[] {
  return text.split(' ').map(wordOf);
}

function wordOf(token: string): string {
  return token.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

export function joined(lines: readonly MailLine[], from: number, end: number): string {
  return lines
    .slice(from, end)
    .map(({ plain }) => plain)
    .join(' ');
}
