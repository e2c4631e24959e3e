import { toast } from './alerts.js';
import { ask } from './connection.js';
import { desk } from './desk.js';
import { must, postForm } from './dom.js';
import { refreshLists } from './lists.js';
import { middle, reopen, showRefused } from './middle.js';

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

async function block(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  const conversationId = middle.thread?.conversationId;
  if (!conversationId || button.disabled) return;
  button.disabled = true;
  const close = button.name === 'end';
  const answer = await ask('block', { conversationId, close }).catch(() =>
    postForm(form, button).then(
      () => ({ ok: true, message: '' }),
      () => null,
    ),
  );
  button.disabled = false;
  form.closest('dialog')?.close();
  // Without a network the page already says so.
  if (!answer) return;
  if (!answer.ok) return showRefused(answer.message ?? '');
  toast(desk.word('blocked'));
  await reopen();
  refreshLists();
}
