import { marksIn, type Mark } from './marks.js';

/** A piece of an excerpt; what was looked for stands out. */
export interface ExcerptPart {
  text: string;
  isHit: boolean;
}

const LENGTH = 160;
const BEFORE = 48;

/** What a text says around the first hit of the terms, which are given as the search knows them, with each of them apart. */
export function excerptOf(text: string, terms: readonly string[]): ExcerptPart[] {
  const line = text.replace(/\s+/g, ' ').trim();
  const marks = marksIn(line, terms);
  const from = startOf(line, marks[0]?.from ?? 0);
  const to = endOf(line, from);
  const parts = partsOf(line, { from, to }, marks);
  if (from > 0) parts.unshift({ text: '…', isHit: false });
  if (to < line.length) parts.push({ text: '…', isHit: false });
  return parts;
}

/** All of a text, with what the terms ask for apart. */
export function markedText(text: string, terms: readonly string[]): ExcerptPart[] {
  return partsOf(text, { from: 0, to: text.length }, marksIn(text, terms));
}

function partsOf(line: string, { from, to }: Mark, marks: readonly Mark[]): ExcerptPart[] {
  const parts: ExcerptPart[] = [];
  let at = from;
  for (const mark of marks.filter((each) => each.to <= to)) {
    if (mark.from > at) parts.push({ text: line.slice(at, mark.from), isHit: false });
    parts.push({ text: line.slice(mark.from, mark.to), isHit: true });
    at = mark.to;
  }
  if (at < to) parts.push({ text: line.slice(at, to), isHit: false });
  return parts;
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
