/** How something to find stands to what is typed. */
export interface Candidate {
  text: string;
  /** Whether the beginnings of its words, one after the other, find it too: "mr" finds "Mark as read". */
  hasAcronym: boolean;
}

const WHOLE_WORD = 4;
const BEGINNING = 3;
const WITHIN = 2;
const ACRONYM = 1;
const LONGEST_ACRONYM = 16;
/** Written without spaces, so that a word may begin anywhere. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/**
 * How well a text fits what is typed: higher is better, null where it does not. Every word that is typed begins a word of the
 * text; what stands further ahead fits better.
 */
export function fitOf({ text, hasAcronym }: Candidate, wanted: string): number | null {
  const words = wordsOf(text);
  const fits = wordsOf(wanted).map((word) => fitOfWord(words, word));
  if (fits.length > 0 && fits.every((fit) => fit !== null)) return Math.min(...fits);
  return hasAcronym && isAcronym(words, wordsOf(wanted).join('')) ? ACRONYM : null;
}

/** Without case and accents. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function wordsOf(text: string): string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function fitOfWord(words: string[], wanted: string): number | null {
  const place = words.findIndex((word) => word.startsWith(wanted));
  const [first, ...others] = [words.indexOf(wanted), place].filter((at) => at !== -1);
  if (first !== undefined) {
    const kind = others.length > 0 || words[first] === wanted ? WHOLE_WORD : BEGINNING;
    return kind - first / (first + 10);
  }
  return UNSPACED.test(wanted) && words.some((word) => word.includes(wanted)) ? WITHIN : null;
}

/** Whether it is made of the beginnings of words that follow each other, at least two of the first few. */
function isAcronym(allWords: string[], wanted: string): boolean {
  if (wanted.length < 2 || wanted.length > LONGEST_ACRONYM) return false;
  const words = allWords.slice(0, LONGEST_ACRONYM);
  return words.some((_, start) => {
    let taken = new Set([0]);
    for (const [at, word] of words.slice(start).entries()) {
      const next = new Set<number>();
      for (const from of taken)
        for (let to = from + 1; to <= wanted.length && word.startsWith(wanted.slice(from, to)); to += 1)
          next.add(to);
      if (at > 0 && next.has(wanted.length)) return true;
      taken = next;
    }
    return false;
  });
}
