import { lookAt } from '../conversation/viewers.js';
import { mainPane } from '../conversation/main-pane.js';
import { bindPieces } from '../conversation/pieces.js';
import { Thread } from '../conversation/thread.js';
import { htmx } from '../htmx.js';
import { wordTimes } from '../times.js';
import { toast } from '../workspace/alerts.js';
import { desk } from '../workspace/desk.js';
import { fetchFragment, fragmentOf, must, NotGiven } from '../workspace/dom.js';
import { showHints } from '../workspace/hints.js';
import { bindTags } from './around.js';
import { Finds } from './finds.js';
import { follow, markCurrent } from './lists.js';
import { deskPane } from './pane.js';
import { SearchPane } from './search.js';

let opening: AbortController | undefined;

/** Gives life to the conversation or the search that the page shows, if it shows one. */
export function bindMainPane(): void {
  const element = document.querySelector<HTMLElement>('[data-thread][data-conversation]');
  mainPane.thread = element ? new Thread(element) : null;
  mainPane.reply = null;
  const finds = element?.querySelector<HTMLElement>('[data-finds]');
  deskPane.finds = finds && mainPane.thread ? new Finds(finds, mainPane.thread) : null;
  bindPieces();
  bindTags();
  const search = document.querySelector<HTMLElement>('[data-search]');
  deskPane.search = search ? new SearchPane(search) : null;
  lookAt(desk.current);
  showHints(document);
  markCurrent();
}

/** Shows a conversation, or the bare desk, in place; `keep` leaves the browser's history alone. */
export async function open(url: string, history: 'push' | 'keep' = 'push'): Promise<void> {
  opening?.abort();
  const mine = (opening = new AbortController());
  let html: string;
  try {
    html = await fetchFragment(url, mine.signal);
  } catch (error) {
    if (mine.signal.aborted) return;
    // Without a network what is shown stays: the browser's own page would have nothing of it.
    if (error instanceof NotGiven) location.assign(url);
    else toast(desk.word('unreached'));
    return;
  }
  must('#main').remove();
  document.querySelector('#desk-visitor')?.remove();
  desk.root.append(fragmentOf(html));
  htmx.process(desk.root);
  if (history === 'push') window.history.pushState(null, '', url);
  wordTimes(desk.root);
  bindMainPane();
  desk.root.dataset.pane = mainPane.thread || deskPane.search ? 'thread' : 'lists';
  markRail(deskPane.search ? 'search' : 'conversations');
  if (deskPane.search) deskPane.search.focus();
  else if (mainPane.reply && matchMedia('(width > 760px)').matches) mainPane.reply.focus();
  else must('#main').focus();
  await follow();
}

function markRail(place: string): void {
  for (const link of document.querySelectorAll<HTMLElement>('[data-rail]')) {
    if (link.dataset.rail === place) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

export function toggleVisitor(): void {
  const isShown = desk.root.dataset.pane === 'visitor';
  desk.root.dataset.pane = isShown ? 'thread' : 'visitor';
  for (const button of document.querySelectorAll('[data-visitor-toggle][aria-expanded]')) {
    button.setAttribute('aria-expanded', String(!isShown));
  }
}
