import { lengthOf, LONGEST_MESSAGE } from '../kernel/anywhere/message-length.js';

/** What is too long is never cut. */
export function isTooLong(text: string): boolean {
  return text.length > LONGEST_MESSAGE && lengthOf(text) > LONGEST_MESSAGE;
}
