import { isBlank } from '../../kernel/index.js';

/** A line of a mail. */
export interface MailLine {
  /** As it came, without what nobody sees at its end. */
  raw: string;
  /** Without quote signs, bold marks, marks of direction and more blanks than one; of a long line the beginning. */
  plain: string;
  /** Whether it stands behind quote signs. */
  isQuoted: boolean;
}

/** Longer lines are what somebody wrote. */
export const LONGEST_SIGN = 400;
const NO_LINE: MailLine = { raw: '', plain: '', isQuoted: false };
const UNSEEN = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff*]/g;

export function mailLines(text: string): MailLine[] {
  return text.split('\n').map((raw) => {
    const begin = raw
      .slice(0, 2 * LONGEST_SIGN)
      .replace(UNSEEN, '')
      .replace(/\s+/g, ' ')
      .trimStart();
    const isQuoted = begin.startsWith('>');
    let at = 0;
    while (begin[at] === '>' || begin[at] === ' ') at += 1;
    const plain = begin.slice(at).trimEnd();
    return { raw, plain: isBlank(plain) ? '' : plain, isQuoted };
  });
}

/** The line that stands there; outside of the mail an empty one. */
export function lineAt(lines: readonly MailLine[], at: number): MailLine {
  return lines[at] ?? NO_LINE;
}

/** Only what can be kept as it is: a mail cannot be asked to be written again. */
export function storable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\u0000', '\ufffd').toWellFormed();
}

/** Without blanks at the ends of lines and more than one blank line together. */
export function tidy(lines: readonly MailLine[]): string {
  const kept: string[] = [];
  for (const { raw } of lines) {
    const line = isBlank(raw) ? '' : raw.trimEnd();
    if (line !== '' || kept.at(-1) !== '') kept.push(line);
  }
  return kept.join('\n').trim();
}

/** What is left of a text that programs have wrapped, quoted and decorated. */
export function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}
