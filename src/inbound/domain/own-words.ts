import { isBlank } from '../../kernel/index.js';
import { quoteStart } from './quote-start.js';

/**
 * What somebody wrote in an answer, without the earlier mail below it. Where they wrote between its lines, those stay
 * out and theirs stay. Nothing left: all of it, so that nothing is lost.
 */
export function ownWords(text: string, marks: readonly string[]): string {
  const lines = storable(text).split('\n');
  const quote = quoteStart(lines, marks);
  if (!quote) return tidy(lines);
  const below = lines.slice(quote.at + quote.length);
  const isMarked = below.find((line) => line.trim() !== '')?.startsWith('>') ?? false;
  const between = isMarked ? below.filter((line) => !line.startsWith('>')) : [];
  const own = tidy([...lines.slice(0, quote.at), ...between]);
  return isBlank(own) ? tidy(lines) : own;
}

/** Only what can be kept as it is: a mail cannot be asked to be written again. */
export function storable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\u0000', '\ufffd').toWellFormed();
}

function tidy(lines: readonly string[]): string {
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
