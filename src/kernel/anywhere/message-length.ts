/** In characters, as `lengthOf` counts them. */
export const LONGEST_MESSAGE = 4000;

/** Length as a person counts it closely enough: code points, so that an emoji is not two. */
export function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
