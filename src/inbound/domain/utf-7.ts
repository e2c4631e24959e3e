const DECLARED =
  /^content-type:\s*text\/[^\n]*(?:\n[ \t][^\n]*)*charset\s*=\s*"?(?:unicode-1-1-|x-)?utf-?7\b/im;

/** Whether a part of the mail is written in UTF-7, which no runtime decodes and old programs still write. */
export function saysUtf7(headersAndParts: string): boolean {
  return DECLARED.test(headersAndParts.replaceAll('\r\n', '\n'));
}

/** The text that was written so (RFC 2152); what is not well-formed stays as it stands. */
export function fromUtf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]*)-?/g, (written, shifted: string) => {
    if (shifted === '') return written === '+-' ? '+' : written;
    const bytes = Buffer.from(shifted, 'base64');
    const units = bytes.subarray(0, bytes.length - (bytes.length % 2));
    return units.length === 0 ? written : Buffer.from(units).swap16().toString('utf16le');
  });
}
