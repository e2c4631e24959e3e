import { lengthOf } from '../../kernel/index.js';

/** A text in parts of at most so many signs, each ending where a paragraph, a line or a word does, if it can. */
export function splitText(text: string, longest: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (lengthOf(rest) > longest) {
    const window = [...rest.slice(0, 2 * longest)].slice(0, longest).join('');
    const end = lastBreak(window);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  if (rest !== '') parts.push(rest);
  return parts;
}

function lastBreak(window: string): number {
  for (const mark of ['\n\n', '\n', ' ']) {
    const at = window.lastIndexOf(mark);
    if (at > window.length / 2) return at;
  }
  return window.length;
}
