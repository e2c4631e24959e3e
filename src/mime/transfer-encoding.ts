const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const EQUALS = 0x3d;
const IN_BASE64 = /^[A-Za-z0-9+/=\s]*$/;
const LOOKED_AT = 200;
const MOST_PIECES = 10_000;

/** What a part's bytes stand for, by the encoding it names (RFC 2045): where that cannot be, they stand for themselves. */
export function decodeTransfer(bytes: Uint8Array, encoding: string): Uint8Array {
  if (encoding === 'quoted-printable') return fromQuotedPrintable(bytes);
  if (encoding !== 'base64') return bytes;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  if (!IN_BASE64.test(text.trimStart().slice(0, LOOKED_AT))) return bytes;
  // Padding in the middle ends a piece: some programs encode piece by piece.
  const pieces = text.split('=', MOST_PIECES).filter((piece) => piece.trim() !== '');
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')));
}

function fromQuotedPrintable(bytes: Uint8Array): Uint8Array {
  const decoded = new Uint8Array(bytes.length);
  let length = 0;
  for (let start = 0; start < bytes.length;) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const next = feed < 0 ? bytes.length : feed + 1;
    const end = contentEnd(bytes, start, feed < 0 ? bytes.length : feed);
    const isSoft = end > start && bytes[end - 1] === EQUALS;
    length = decodeLine(bytes.subarray(start, isSoft ? end - 1 : end), decoded, length);
    if (!isSoft && feed >= 0) decoded[length++] = LINE_FEED;
    start = next;
  }
  return decoded.subarray(0, length);
}

/** Without what stands at the end of a line and was put there on the way. */
function contentEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && (bytes[at - 1] === 0x20 || bytes[at - 1] === 0x09 || bytes[at - 1] === RETURN))
    at -= 1;
  return at;
}

function decodeLine(line: Uint8Array, into: Uint8Array, from: number): number {
  let length = from;
  for (let at = 0; at < line.length; at += 1) {
    const byte = line[at] ?? 0;
    const value = byte === EQUALS ? hexAt(line, at + 1) : -1;
    into[length++] = value < 0 ? byte : value;
    if (value >= 0) at += 2;
  }
  return length;
}

function hexAt(bytes: Uint8Array, at: number): number {
  const high = digit(bytes[at]);
  const low = digit(bytes[at + 1]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function digit(byte: number | undefined): number {
  return byte === undefined ? -1 : '0123456789abcdef'.indexOf(String.fromCharCode(byte).toLowerCase());
}
