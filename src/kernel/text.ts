/**
 * Whether Postgres and every reader can hold the text as it is: no NUL, which `text` cannot store, and no
 * lone surrogate, which UTF-8 cannot express and which would silently become U+FFFD.
 */
export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

/** Length as a person counts it closely enough: code points, so that an emoji is not two. */
export function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Whether anything is left to see once white space, zero-width and control characters are taken away. */
export function isBlank(text: string): boolean {
  return text.replace(/[\s\p{Cc}\p{Cf}\u115F\u1160\u2800\u3164\uFFA0]/gu, '') === '';
}
