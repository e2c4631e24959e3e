const LONGEST_MESSAGE = 4000;

/** Counted as the server counts, in characters, so that an emoji is not two; what is too long is never cut. */
export function isTooLong(text: string): boolean {
  return text.length > LONGEST_MESSAGE && [...text].length > LONGEST_MESSAGE;
}
