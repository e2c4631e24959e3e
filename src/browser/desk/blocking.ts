import { act, say } from '../workspace/requests.js';
import { toast } from '../workspace/alerts.js';
import { desk } from '../workspace/desk.js';
import { must } from '../workspace/dom.js';
import { refreshLists } from './lists.js';
import { mainPane, showRefused } from '../conversation/main-pane.js';
import { reopen } from './open-conversation.js';

/** Asks before the brand stops answering a visitor. */
export function bindBlocking(): void {
  document.addEventListener('click', ({ target }) => {
    if (!(target as Element).closest('[data-block-open]')) return;
    must<HTMLDialogElement>('[data-block-dialog]').showModal();
  });
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches('[data-block]') || !event.submitter) return;
    event.preventDefault();
    void block(form, event.submitter as HTMLButtonElement);
  });
}

async function block(form: HTMLFormElement, submitter: HTMLButtonElement): Promise<void> {
  const conversationId = mainPane.thread?.conversationId;
  if (!conversationId) return;
  const close = submitter.name === 'end';
  const outcome = await act(form, submitter, (button) =>
    say('block', { conversationId, close }, form, button),
  );
  if (!outcome) return;
  form.closest('dialog')?.close();
  if (!outcome.ok) return showRefused(outcome.message);
  toast(desk.word('blocked'));
  await reopen();
  refreshLists();
}
