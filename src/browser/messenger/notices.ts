import { part } from './page.js';

export type NoticeName =
  | 'offline'
  | 'no-live'
  | 'no-room'
  | 'room-back'
  | 'refused'
  /** What the server refused stands in the thread, to be sent again. */
  | 'not-sent'
  | 'error'
  | 'noted'
  | 'accept-first'
  /** What was written for a conversation that was closed meanwhile stands in the field again. */
  | 'was-closed';

/** What the browser refuses by itself, in the words of the view. */
export function refusalWord(
  name: 'TooLong' | 'FileFailed' | 'FilesGone' | 'TooManyFiles' | 'Heic' | 'Failed',
): string {
  return part('[data-notice="refused"]').dataset[`word${name}`] ?? '';
}

const UNCONNECTED = new Set<NoticeName>(['offline', 'no-live']);

/** The lines above the input that say what holds things up, and what was kept; the most urgent one is shown. */
export function showNotice(name: NoticeName, shown: boolean, text?: string): void {
  // Nobody is said to be here whom nothing is heard of.
  if (UNCONNECTED.has(name)) part('[data-messenger]').toggleAttribute('data-unconnected', shown);
  const notice = part(`[data-notice="${name}"]`);
  if (text !== undefined) part('[data-notice-text]', notice).textContent = text;
  if (notice.hidden === shown) notice.hidden = !shown;
}
