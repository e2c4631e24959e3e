import { fileTypeFromBuffer } from 'file-type';

const TEXT = 'text/plain';
/** Control characters that no text has: all but tabs, line breaks and page breaks. */
const NOT_IN_TEXT = /(?![\t\n\f\r])\p{Cc}/u;

/** What the bytes are, whatever the name says; null for what cannot be told. */
export async function contentType(bytes: Uint8Array): Promise<string | null> {
  const found = await fileTypeFromBuffer(bytes);
  if (found) return found.mime;
  return isText(bytes) ? TEXT : null;
}

function isText(bytes: Uint8Array): boolean {
  try {
    return !NOT_IN_TEXT.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return false;
  }
}
