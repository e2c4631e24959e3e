import iconv from 'iconv-lite';
import { hzText, koreanText } from './shifted-text.js';

const ESCAPE = 0x1b;
/** Names that programs write and no register knows. */
const BY_OTHER_NAMES = new Map([
  ['unicode11utf7', 'utf-7'],
  ['unicode11utf8', 'utf-8'],
]);
/** What the library decodes besides charsets. */
const NO_CHARSETS = new Set(['hex', 'base64', '_internal', 'cesu8']);
const JAPANESE = /^(cs)?iso2022jp/;
const KOREAN = /^(cs)?iso2022kr$/;
const HZ = /^hz(gb2312)?$/;
/** Signs of two bytes and more. */
const WIDE = /^(gb|big5|euc|shift|sjis|windows93|windows94|windows95|ms93|cp9[345]|utf|ucs|ks)/;

/** The text that bytes stand for. What they are said to be counts as far as they can be that. */
export function decodeText(bytes: Uint8Array, declared: string): string {
  const marked = markedUnicode(bytes);
  if (marked) return marked;
  const name = knownName(declared);
  if (JAPANESE.test(name) || isJapaneseMail(bytes)) return new TextDecoder('iso-2022-jp').decode(bytes);
  if (KOREAN.test(name)) return koreanText(bytes);
  if (HZ.test(name)) return hzText(bytes);
  if (name.startsWith('utf16') || name.startsWith('utf32') || name.startsWith('ucs'))
    return bytes.includes(0) ? iconv.decode(Buffer.from(bytes), name) : unicodeOrWindows(bytes);
  if (name === '' || name === 'utf8' || name === 'usascii' || name === 'ascii')
    return unicodeOrWindows(bytes);
  if (WIDE.test(name)) return iconv.decode(Buffer.from(bytes), name);
  const { wide, broken } = looksLikeUnicode(bytes);
  if (wide > 0 && broken === 0) return new TextDecoder().decode(bytes);
  return iconv.decode(Buffer.from(bytes), isLatin(name) ? 'windows-1252' : name);
}

/** Empty where nobody knows it. */
function knownName(declared: string): string {
  const name = declared.toLowerCase().replace(/^x-|[^a-z0-9_]/g, '');
  const known = BY_OTHER_NAMES.get(name) ?? name;
  if (NO_CHARSETS.has(known)) return '';
  const isOurs = [JAPANESE, KOREAN, HZ].some((pattern) => pattern.test(known));
  return isOurs || iconv.encodingExists(known) ? known.replace(/[-_]/g, '') : '';
}

/** Programs call Latin what Windows writes. */
function isLatin(name: string): boolean {
  return ['iso88591', 'latin1', 'binary', 'l1', 'windows1252', 'cp1252'].includes(name);
}

function markedUnicode(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return new TextDecoder().decode(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return iconv.decode(Buffer.from(bytes), 'utf-16be');
  return null;
}

/** Escapes into Japanese letters, and no byte beyond ASCII (RFC 1468). */
function isJapaneseMail(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(ESCAPE); at >= 0; at = bytes.indexOf(ESCAPE, at + 1)) {
    const isEscape = bytes[at + 1] === 0x24 && (bytes[at + 2] === 0x42 || bytes[at + 2] === 0x40);
    if (isEscape) return !bytes.some((byte) => byte > 0x7f);
  }
  return false;
}

/** UTF-8, or what Windows writes where the bytes cannot be that. */
function unicodeOrWindows(bytes: Uint8Array): string {
  const { wide, broken } = looksLikeUnicode(bytes);
  return broken > wide ? iconv.decode(Buffer.from(bytes), 'windows-1252') : new TextDecoder().decode(bytes);
}

/** How many signs beyond ASCII the bytes hold if they are UTF-8, and how many bytes do not fit. */
function looksLikeUnicode(bytes: Uint8Array): { wide: number; broken: number } {
  let wide = 0;
  let broken = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) continue;
    const more =
      byte >= 0xf0 && byte < 0xf5 ? 3 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xc2 && byte < 0xe0 ? 1 : 0;
    let found = 0;
    while (found < more && ((bytes[at + 1 + found] ?? 0) & 0xc0) === 0x80) found += 1;
    if (more > 0 && found === more) {
      wide += 1;
      at += more;
    } else broken += 1;
  }
  return { wide, broken };
}
