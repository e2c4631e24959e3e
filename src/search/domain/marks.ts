/** Where in a text something stands that was asked for: from a place to before another. */
export interface Mark {
  from: number;
  to: number;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u0640]*/gu;
/** Accents, vowel signs and what joins letters: what the database leaves out when it folds a text. */
const LEFT_OUT =
  /[\ufe00-\ufe0f\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e]/g;
const UNSPACED =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
const FIGURE = /\d/;
const ARTICLE = /^[وف]?(?:[بك]?ال|لل)(?=[\u0620-\u06ff]{3})/;
const OTHER_FORMS = new Map(
  [...'øđłıςةىٱکیھ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹'].map((letter, at) => [letter, 'odliσهياكيه01234567890123456789'[at]]),
);

/** Words of more are not found by what stands from the middle of them on. */
const MOST_PARTS = 12;

type Kind = 'letters' | 'figures' | 'unspaced';

interface Part {
  kind: Kind;
  from: number;
  to: number;
}

/**
 * The words of a text that the terms ask for, in their order and without overlap. Terms are as `search_terms` in the
 * database gives them; texts are read here as `search_words` reads them there.
 */
export function marksIn(text: string, terms: readonly string[]): Mark[] {
  if (terms.length === 0) return [];
  const marks: Mark[] = [];
  for (const { 0: word, index } of text.matchAll(WORD))
    for (const { from, to } of marksInWord(word, terms)) marks.push({ from: index + from, to: index + to });
  return marks;
}

/** Without case, accents and vowel signs, with one form for each Arabic letter and one kind of figures. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(LEFT_OUT, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/[^\0-\u007f]/g, (letter) => OTHER_FORMS.get(letter) ?? letter);
}

function marksInWord(word: string, terms: readonly string[]): Mark[] {
  const parts = partsOf(word);
  const isSpaced = parts.every(({ kind }) => kind !== 'unspaced');
  if (isSpaced && isAsked(fold(word), terms)) return [{ from: 0, to: word.length }];
  const marks = parts.flatMap(({ kind, from, to }) => {
    const part = word.slice(from, to);
    if (kind === 'unspaced') return pairsIn(part, terms).map((mark) => moved(mark, from));
    const folded = fold(part);
    return isAsked(folded, terms) || isAsked(folded.replace(ARTICLE, ''), terms) ? [{ from, to }] : [];
  });
  if (marks.length > 0 || !isSpaced || parts.length > MOST_PARTS) return marks;
  const begun = parts.find(({ from }) => isAsked(fold(word.slice(from)), terms));
  return begun ? [{ from: begun.from, to: word.length }] : [];
}

/** What is written without spaces is asked for by its neighbours. */
function pairsIn(part: string, terms: readonly string[]): Mark[] {
  const lone = terms.filter((term) => [...term.replace('*', '')].length === 1);
  const pairs = terms.filter((term) => !lone.includes(term));
  const signs: { from: number; to: number; sign: string }[] = [];
  let at = 0;
  for (const letter of part) {
    const sign = fold(letter);
    if (sign !== '') signs.push({ from: at, to: at + letter.length, sign });
    at += letter.length;
  }
  const marks: Mark[] = [];
  for (const [place, { from, to, sign }] of signs.entries()) {
    const next = signs.at(place + 1);
    if (next && isAsked(sign + next.sign, pairs)) add(marks, from, next.to);
    else if (isAsked(sign, lone)) add(marks, from, to);
  }
  return marks;
}

function add(marks: Mark[], from: number, to: number): void {
  const last = marks.at(-1);
  if (last && last.to >= from) last.to = Math.max(last.to, to);
  else marks.push({ from, to });
}

function partsOf(word: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const letter of word) {
    const last = parts.at(-1);
    const kind = kindOf(letter, last?.kind);
    if (last?.kind === kind) last.to += letter.length;
    else parts.push({ kind, from: at, to: at + letter.length });
    at += letter.length;
  }
  return parts;
}

/** What is left out of a word goes with what stands before it. */
function kindOf(letter: string, before: Kind | undefined): Kind {
  const folded = fold(letter);
  if (folded === '' && before) return before;
  if (UNSPACED.test(folded)) return 'unspaced';
  return FIGURE.test(folded) ? 'figures' : 'letters';
}

function isAsked(word: string, terms: readonly string[]): boolean {
  return terms.some((term) =>
    term.endsWith('*') ? word.startsWith(term.slice(0, -1)) : word.slice(0, 40) === term,
  );
}

function moved({ from, to }: Mark, by: number): Mark {
  return { from: from + by, to: to + by };
}
