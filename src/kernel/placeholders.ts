/** A name between double braces in a text: `{{visitor.name}}`. */
export interface Placeholder {
  /** What stands between the braces, as it was typed. */
  inside: string;
  /** Where the blanks before the braces begin: after the placeholder or the line before, at the earliest. */
  from: number;
  /** Where the braces begin and end. */
  start: number;
  end: number;
}

const BRACES = /\{\{([^{}]*)\}\}/g;

/** The placeholders of a text in their order, in time that grows with the text's length and no faster. */
export function placeholdersOf(text: string): Placeholder[] {
  const found: Placeholder[] = [];
  for (const { 0: all, 1: inside = '', index: start } of text.matchAll(BRACES)) {
    const earliest = found.at(-1)?.end ?? 0;
    let from = start;
    while (from > earliest && isBlankSign(text.charAt(from - 1))) from -= 1;
    found.push({ inside, from, start, end: start + all.length });
  }
  return found;
}

/**
 * The text with other words in place of its placeholders. `words` gets a placeholder and the blanks before it, and
 * answers what stands there instead of both; null leaves it as it was typed.
 */
export function withoutPlaceholders(
  text: string,
  words: (placeholder: Placeholder, blanks: string) => string | null,
): string {
  let done = 0;
  let result = '';
  for (const placeholder of placeholdersOf(text)) {
    const { from, start, end } = placeholder;
    const said = words(placeholder, text.slice(from, start));
    result += text.slice(done, from) + (said ?? text.slice(from, end));
    done = end;
  }
  return result + text.slice(done);
}

/** White space within a line. */
function isBlankSign(sign: string): boolean {
  return sign !== '\n' && sign.trim() === '';
}
