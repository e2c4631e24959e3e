import { wordTimes } from '../times.js';
import { desk } from '../workspace/desk.js';
import { must } from '../workspace/dom.js';
import { showHints } from '../workspace/hints.js';
import { mainPane } from './main-pane.js';
import { Reply } from './reply.js';
import { showViewers } from './viewers.js';

/** What htmx is about to put around the entries. */
interface Piece {
  fragment: DocumentFragment;
}

/** Where somebody worked when something came into the page. */
let place: Element | null = null;

/** Follows what htmx puts around the entries of the open conversation, out of band; what is being written stays. */
export function followPieces(shown: (lost: Element | null) => void): void {
  document.addEventListener('htmx:before:swap', ({ detail }) => {
    const pieces = detail.tasks as Piece[];
    place = document.activeElement;
    for (const { fragment } of pieces) {
      wordTimes(fragment);
      showHints(fragment);
    }
    const at = pieces.findIndex(({ fragment }) => fragment.querySelector('#desk-writing'));
    const writing = pieces[at]?.fragment.querySelector<HTMLElement>('#desk-writing');
    if (!writing) return;
    // Somebody has gone on to another conversation meanwhile.
    if (writing.dataset.conversation !== desk.current) pieces.length = 0;
    else if (writing.dataset.writing === must('#desk-writing').dataset.writing) pieces.splice(at, 1);
  });
  document.addEventListener('htmx:after:swap', () => {
    if (!mainPane.thread) return;
    bindPieces();
    shown(place?.isConnected === false ? place : null);
  });
}

/** Gives life to what stands around the entries, as far as it is new. */
export function bindPieces(): void {
  const { thread } = mainPane;
  if (!thread) return;
  const form = document.querySelector<HTMLFormElement>('[data-reply]');
  if (form !== (mainPane.reply?.form ?? null)) mainPane.reply = form ? new Reply(form) : null;
  thread.people = must('#desk-visitor, #panel-head').dataset.people ?? '';
  thread.showVisitor();
  showViewers();
}
