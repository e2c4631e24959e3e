import { isBlank, lengthOf } from '../../kernel/index.js';
import type { OwnWords } from './own-words.js';
import { splitText } from './split-text.js';

/** A message as it is posted. */
export interface MailMessage {
  body: string;
  /** Where in the body begins what is shown on demand alone; null where all is shown. */
  fold: number | null;
}

/** What somebody wrote as messages of at most so many signs: first what is shown, then what is folded. */
export function mailMessages(
  { words, rest }: Pick<OwnWords, 'words' | 'rest'>,
  longest: number,
): MailMessage[] {
  const messages: MailMessage[] = seen(splitText(words, longest)).map((body) => ({ body, fold: null }));
  if (isBlank(rest)) return messages;
  const last = messages.at(-1);
  const together = last && `${last.body}\n\n${rest}`;
  if (last && together && lengthOf(together) <= longest)
    return [...messages.slice(0, -1), { body: together, fold: last.body.length }];
  return [...messages, ...seen(splitText(rest, longest)).map((body) => ({ body, fold: 0 }))];
}

/** Those with something to see: others are refused as messages. */
function seen(parts: readonly string[]): string[] {
  return parts.filter((part) => !isBlank(part));
}
