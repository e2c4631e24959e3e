import { mainPane } from '../conversation/main-pane.js';
import { followPieces } from '../conversation/pieces.js';
import { htmx } from '../htmx.js';
import { whenNothingIsPressed } from '../presses.js';
import { desk } from '../workspace/desk.js';
import { fetchFragment, must, NotGiven } from '../workspace/dom.js';
import { deskPane } from './pane.js';
import { Tagging } from './tagging.js';

export function followAround(): void {
  followPieces((lost) => {
    bindTags();
    deskPane.finds?.markName();
    if (lost?.closest('.tag')) must('[data-tag-open]').focus();
    else if (lost) focusConversation();
  });
}

/** Shows what has changed about the visitor and the state, around the entries. */
export async function refreshAround(): Promise<void> {
  const { thread } = mainPane;
  if (!thread) return;
  let html: string;
  try {
    html = await fetchFragment(`${desk.url}/conversations/${thread.conversationId}/around`);
  } catch (error) {
    // It is nothing of the member's any more; its page says so.
    if (error instanceof NotGiven && error.status === 404 && thread === mainPane.thread) location.reload();
    return;
  }
  await whenNothingIsPressed();
  if (thread !== mainPane.thread) return;
  await htmx.swap({ text: html, sourceElement: must('#main'), swap: 'none' });
}

export function bindTags(): void {
  const tags = document.querySelector<HTMLElement>('#desk-tags');
  const opener = tags?.querySelector('[data-tag-open]') ?? null;
  if (opener === deskPane.tagged) return;
  deskPane.tagged = opener;
  if (tags && opener) new Tagging(tags);
}

/** For whoever works by keys and has lost their place. */
export function focusConversation(): void {
  if (document.activeElement !== document.body) return;
  if (mainPane.reply && matchMedia('(width > 760px)').matches) mainPane.reply.focus();
  else must('#main').focus();
}
