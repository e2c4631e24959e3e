export const LONGEST_MESSAGE = 4000;

/** Counted as the server counts, in characters, so that an emoji is not two. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** What is too long is never cut. */
export function isTooLong(text: string): boolean {
  return text.length > LONGEST_MESSAGE && lengthOf(text) > LONGEST_MESSAGE;
}
