/** Control characters that no text has: all but tabs, line breaks and page breaks. */
const NOT_IN_TEXT = /(?![\t\n\f\r])\p{Cc}/u;

/** Without a sign in Windows-1252. */
const UNASSIGNED = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
const FIRST_OF_WINDOWS = 0x80;
/** Where it differs from ISO 8859-1; no sign stands in the places of those that it lacks. */
const WINDOWS_SIGNS = [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'];
const TAB_AND_BREAKS = new Set([0x09, 0x0a, 0x0c, 0x0d]);
const FIRST_SIGN = 0x20;
const DELETE = 0x7f;

/**
 * Whether bytes are a text: in UTF-8, in UTF-16 with its mark, or as older programs on Windows write it (Windows-1252,
 * which has all signs of ISO 8859-1).
 */
export function isText(bytes: Uint8Array): boolean {
  const utf16 = utf16Of(bytes);
  if (utf16) return isTextIn(utf16, bytes);
  return isTextIn('utf-8', bytes) || bytes.every(isSign);
}

/** The text of these bytes in any of those encodings, without its mark; null where they are none. */
export function textOf(bytes: Uint8Array): string | null {
  if (!isText(bytes)) return null;
  const encoding = utf16Of(bytes) ?? (isTextIn('utf-8', bytes) ? 'utf-8' : null);
  if (encoding) return new TextDecoder(encoding).decode(bytes);
  return Array.from(
    bytes,
    (byte) => WINDOWS_SIGNS[byte - FIRST_OF_WINDOWS] ?? String.fromCharCode(byte),
  ).join('');
}

export function hasUtf16Mark(bytes: Uint8Array): boolean {
  return utf16Of(bytes) !== null;
}

function utf16Of([first, second]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

function isTextIn(encoding: string, bytes: Uint8Array): boolean {
  try {
    return !NOT_IN_TEXT.test(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch {
    return false;
  }
}

/** In Windows-1252, which Node's own decoder takes for ISO 8859-1 before version 24. */
function isSign(byte: number): boolean {
  if (byte < FIRST_SIGN) return TAB_AND_BREAKS.has(byte);
  return byte !== DELETE && !UNASSIGNED.has(byte);
}
