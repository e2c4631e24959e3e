import { must } from './dom.js';

/** Why a conversation comes onto the desk. */
export type ArrivalReason = 'new' | 'reply' | 'transfer' | 'return';

const root = must('[data-desk]');

/** What the page says of itself. */
export const desk = {
  root,
  url: root.dataset.url ?? '',
  brand: root.dataset.brand ?? '',
  member: root.dataset.member ?? '',
  /** The managers' board looks on; nobody is at their desk by it. */
  isBoard: root.hasAttribute('data-board'),
  word(name: 'online' | 'offline' | 'closed' | 'blocked' | 'unreached' | 'rights'): string {
    return root.getAttribute(`data-word-${name}`) ?? '';
  },
  /** A sentence about somebody. */
  sentence(word: `arrived-${ArrivalReason}` | 'mentioned' | 'wrote', name: string): string {
    return (root.getAttribute(`data-word-${word}`) ?? '').replace('__name__', name);
  },
  /** Where the browser keeps something for this member: others who sign in here find nothing of it. */
  place(name: string): string {
    return `causerie:desk:${this.member}:${name}`;
  },
  /** The conversation that is open, if one is. */
  get current(): string | null {
    return document.querySelector<HTMLElement>('[data-thread]')?.dataset.conversation ?? null;
  },
};

/** What the desk refuses by itself, in the words of the open conversation. */
export function refusalWord(name: 'tooLong' | 'fileFailed' | 'filesGone' | 'heic'): string {
  const {
    wordTooLong = '',
    wordFileFailed = '',
    wordFilesGone = '',
    wordHeic = '',
  } = must('[data-notice="refused"]').dataset;
  return { tooLong: wordTooLong, fileFailed: wordFileFailed, filesGone: wordFilesGone, heic: wordHeic }[name];
}
