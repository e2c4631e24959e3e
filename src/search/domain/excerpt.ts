/** A piece of an excerpt; what was looked for stands out. */
export interface ExcerptPart {
  text: string;
  isHit: boolean;
}

const LENGTH = 160;
const BEFORE = 48;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u0640]*/gu;
const MARKS = /[\p{M}\u0640]/gu;

/** What a text says around the first of the words, which are given as the search knows them, with each of them apart. */
export function excerptOf(text: string, words: readonly string[]): ExcerptPart[] {
  const line = text.replace(/\s+/g, ' ').trim();
  const hits = [...line.matchAll(WORD)].filter(([word]) => isOneOf(plain(word), words));
  const from = startOf(line, hits[0]?.index ?? 0);
  const to = endOf(line, from);
  const parts: ExcerptPart[] = [];
  let at = from;
  for (const { 0: word, index } of hits.filter(
    (hit) => hit.index >= from && hit.index + hit[0].length <= to,
  )) {
    if (index > at) parts.push({ text: line.slice(at, index), isHit: false });
    parts.push({ text: word, isHit: true });
    at = index + word.length;
  }
  if (at < to) parts.push({ text: line.slice(at, to), isHit: false });
  if (from > 0) parts.unshift({ text: '…', isHit: false });
  if (to < line.length) parts.push({ text: '…', isHit: false });
  return parts;
}

/** Without accents and case, as the database reads words. */
function plain(word: string): string {
  return word
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/[øđłıςةى]/g, (letter) => 'odliσهي'['øđłıςةى'.indexOf(letter)] ?? letter);
}

function isOneOf(word: string, words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  return words.includes(word) || (last.length > 1 && word.startsWith(last));
}

/** Some words before what was found, at the beginning of one. */
function startOf(line: string, found: number): number {
  if (found <= BEFORE) return 0;
  const space = line.indexOf(' ', found - BEFORE);
  return space === -1 || space >= found ? found : space + 1;
}

function endOf(line: string, from: number): number {
  if (line.length - from <= LENGTH) return line.length;
  const space = line.lastIndexOf(' ', from + LENGTH);
  return space > from ? space : codePointEnd(line, from + LENGTH);
}

function codePointEnd(line: string, at: number): number {
  const isInside = (line.codePointAt(at - 1) ?? 0) > 0xffff;
  return isInside ? at + 1 : at;
}
