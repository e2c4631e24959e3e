import { fileTypeFromBuffer } from 'file-type';
import { hasUtf16Mark, isText } from './text-encoding.js';

const TEXT = 'text/plain';

/** Runs in a child process. What the bytes are, whatever the name says; null for what cannot be told. */
export async function contentType(bytes: Uint8Array): Promise<string | null> {
  /** UTF-16: its mark looks like the beginning of a sound file (MPEG). */
  if (hasUtf16Mark(bytes) && isText(bytes)) return TEXT;
  const found = await fileTypeFromBuffer(bytes);
  if (found) return found.mime;
  return isText(bytes) ? TEXT : null;
}
