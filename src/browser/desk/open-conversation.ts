import { whenNothingIsPressed } from '../presses.js';
import { wordTimes } from '../times.js';
import { act, post, say } from '../workspace/requests.js';
import { toast } from '../workspace/alerts.js';
import { desk } from '../workspace/desk.js';
import { fetchFragment, fragmentOf, must, NotGiven } from '../workspace/dom.js';
import { isSame, mainPane, showRefused } from '../conversation/main-pane.js';
import { Finds } from './finds.js';
import { showHints } from '../workspace/hints.js';
import { follow, markCurrent, refreshLists } from './lists.js';
import { lookAt, showViewers } from '../conversation/viewers.js';
import { Reply } from '../conversation/reply.js';
import { SearchPane } from './search.js';
import { Tagging } from './tagging.js';
import { Thread } from '../conversation/thread.js';

/** What else stands in the main pane of the desk. */
export const deskPane: { search: SearchPane | null; finds: Finds | null } = { search: null, finds: null };

let opening: AbortController | undefined;

/** Gives life to the conversation or the search that the page shows, if it shows one. */
export function bindMainPane(): void {
  const element = document.querySelector<HTMLElement>('[data-thread][data-conversation]');
  const form = element?.querySelector<HTMLFormElement>('[data-reply]');
  mainPane.thread = element ? new Thread(element) : null;
  mainPane.reply = form ? new Reply(form) : null;
  const finds = element?.querySelector<HTMLElement>('[data-finds]');
  deskPane.finds = finds && mainPane.thread ? new Finds(finds, mainPane.thread) : null;
  if (element?.querySelector('[data-tag-open]')) new Tagging(must('#desk-tags', element), refreshAround);
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

/** Shows the open conversation anew, as when who may write in it has changed. */
export async function reopen(): Promise<void> {
  if (mainPane.thread) await open(location.pathname, 'keep');
}

/** Shows what has changed about the visitor and the state, around the entries. */
export async function refreshAround(): Promise<void> {
  const { thread } = mainPane;
  if (!thread) return;
  const html = await fetchFragment(`${desk.url}/conversations/${thread.conversationId}/around`).catch(
    () => null,
  );
  await whenNothingIsPressed();
  if (html === null || thread !== mainPane.thread) return;
  const news = fragmentOf(html);
  showTags(news);
  for (const id of ['desk-header', 'desk-banner', 'desk-visitor']) {
    const next = news.getElementById(id);
    if (!next) continue;
    wordTimes(next);
    showHints(news);
    const present = document.getElementById(id);
    // What says the same stays, and with it the focus.
    if (present && !isSame(present, next)) present.replaceWith(next);
  }
  thread.people = must('#desk-visitor').dataset.people ?? '';
  thread.showVisitor();
  deskPane.finds?.markName();
  showViewers();
}

/** What they are put there with stays as it is, for it may be open. */
function showTags(news: DocumentFragment): void {
  const next = must('#desk-tags', news);
  must('#desk-tags').hidden = next.hidden;
  must('[data-tags]').replaceWith(must('[data-tags]', next));
}

export async function closeConversation(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const conversationId = mainPane.thread?.conversationId;
  if (!conversationId) return;
  const outcome = await act(form, submitter, (button) => say('close', { conversationId }, form, button));
  if (!outcome) return;
  if (!outcome.ok) return showRefused(outcome.message);
  toast(desk.word('closed'));
  refreshLists();
}

/** What was being written waits as a draft and is there again once the terms are accepted. */
export async function acceptTerms(form: HTMLFormElement, submitter: HTMLButtonElement): Promise<void> {
  const outcome = await act(form, submitter, (button) => post(form, button));
  if (!outcome) return;
  await reopen();
  if (!outcome.ok) showRefused(outcome.message);
}

export function toggleVisitor(): void {
  const isShown = desk.root.dataset.pane === 'visitor';
  desk.root.dataset.pane = isShown ? 'thread' : 'visitor';
  for (const button of document.querySelectorAll('[data-visitor-toggle][aria-expanded]')) {
    button.setAttribute('aria-expanded', String(!isShown));
  }
}
