import iconv from 'iconv-lite';

const [SHIFT_OUT, SHIFT_IN, TILDE, OPEN, CLOSE, LINE_END] = [0x0e, 0x0f, 0x7e, 0x7b, 0x7d, 0x0a];
const HEADER = Buffer.from('\u001b$)C', 'latin1');

/** ISO-2022-KR: Korean letters of seven bits between SO and SI (RFC 1557). */
export function koreanText(bytes: Uint8Array): string {
  const text = Buffer.from(bytes);
  const wide = Buffer.alloc(text.length);
  let [length, isWide] = [0, false];
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[at] ?? 0;
    if (byte === HEADER[0] && text.subarray(at, at + HEADER.length).equals(HEADER)) at += HEADER.length - 1;
    else if (byte === SHIFT_OUT || byte === SHIFT_IN) isWide = byte === SHIFT_OUT;
    else {
      // A line ends what was shifted, also where nothing says so.
      isWide &&= byte !== LINE_END;
      wide[length++] = isWide && byte > 0x20 ? byte | 0x80 : byte;
    }
  }
  return iconv.decode(wide.subarray(0, length), 'euc-kr');
}

/** HZ: Chinese letters of seven bits between `~{` and `~}` (RFC 1843). */
export function hzText(bytes: Uint8Array): string {
  const wide = Buffer.alloc(bytes.length);
  let [length, isWide] = [0, false];
  for (let at = 0; at < bytes.length; at += 1) {
    const [byte = 0, next = 0] = [bytes[at], bytes[at + 1]];
    if (byte === TILDE && (next === OPEN || next === CLOSE)) isWide = next === OPEN;
    else if (byte === TILDE && !isWide && next === TILDE) wide[length++] = TILDE;
    else if (!(byte === TILDE && !isWide && next === LINE_END)) {
      isWide &&= byte !== LINE_END;
      wide[length++] = isWide ? byte | 0x80 : byte;
      continue;
    }
    at += 1;
  }
  return iconv.decode(wide.subarray(0, length), 'gb2312');
}
