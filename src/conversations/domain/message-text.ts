import { isBlank, isStorable, lengthOf, LONGEST_MESSAGE } from '../../kernel/index.js';

export const MOST_FILES = 10;

export interface MessageContent {
  body: string;
  fileIds: readonly string[];
}

/** Why this cannot be a message, as the code of a refusal; null when it can. */
export function problemOf({ body, fileIds }: MessageContent): string | null {
  if (!isStorable(body)) return 'text_not_storable';
  if (lengthOf(body) > LONGEST_MESSAGE) return 'message_too_long';
  if (fileIds.length > MOST_FILES) return 'message_too_many_files';
  if (isBlank(body) && (fileIds.length === 0 || body !== '')) return 'message_empty';
  return null;
}
