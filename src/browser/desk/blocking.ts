import { act, say } from './requests.js';
import { toast } from './alerts.js';
import { desk } from './desk.js';
import { must } from './dom.js';
import { refreshLists } from './lists.js';
import { mainPane, reopen, showRefused } from './main-pane.js';

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
