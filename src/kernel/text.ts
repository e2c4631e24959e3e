/**
 * Whether Postgres and every reader can hold the text as it is: no NUL, which `text` cannot store, and no
 * lone surrogate, which UTF-8 cannot express and which would silently become U+FFFD.
 */
export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

/** Whether it stays in its line, and does not turn those around it: what goes into subjects and other people's sentences. */
export function isOneLine(text: string): boolean {
  return !/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u.test(text);
}

/** Whether anything is left to see once white space, zero-width and control characters are taken away. */
export function isBlank(text: string): boolean {
  return text.replace(/[\s\p{Cc}\p{Cf}\u115F\u1160\u2800\u3164\uFFA0]/gu, '') === '';
}

/** At most this many code points from the beginning of the text. */
export function beginningOf(text: string, longest: number): string {
  return [...text.slice(0, 2 * longest)].slice(0, longest).join('');
}

/** The text up to the first place where the sign stands; all of it where there is none. */
export function upTo(text: string, sign: string | RegExp): string {
  const at = typeof sign === 'string' ? text.indexOf(sign) : text.search(sign);
  return at < 0 ? text : text.slice(0, at);
}

/** The text without the slashes at its end, as addresses are kept that paths are added to. */
export function withoutSlashesAtEnd(address: string): string {
  let end = address.length;
  while (address[end - 1] === '/') end -= 1;
  return address.slice(0, end);
}

/** The text without the signs at both of its ends that `sign` matches, which names one sign: `trim` for other signs. */
export function trimmedOf(text: string, sign: RegExp): string {
  let start = 0;
  let end = text.length;
  while (start < end && sign.test(text.charAt(start))) start += 1;
  while (end > start && sign.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

const NO_SIGN_OF_A_NAME = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A name from outside without signs of control, and without those that turn the direction in which it is read. */
export function nameOfSigns(text: string): string {
  return text.replace(NO_SIGN_OF_A_NAME, '');
}

/** As most that can be written to: RFC 5321's limit of a path without its brackets. */
const LONGEST_ADDRESS = 254;
/** White space, control and format characters, and fillers: an address that was copied may hold them unseen. */
const UNSEEN = /[\s\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;
const ADDRESS = /^[^@<>"(),;:\\[\]]+@[^@<>"(),;:\\[\]]+\.[^@.<>"(),;:\\[\]]+$/u;

/**
 * Whether a text can be the address of a mailbox. Loose on purpose: whether it receives is found out by writing to it.
 * What nobody sees in it is refused, for nobody could correct it.
 */
export function isMailAddress(text: string): boolean {
  return text.length <= LONGEST_ADDRESS && isStorable(text) && !UNSEEN.test(text) && ADDRESS.test(text);
}
