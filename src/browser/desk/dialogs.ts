import { act, fieldsOf, NotDone, post, send } from '../workspace/requests.js';
import { fetchFragment, fragmentOf, must, NotGiven } from '../workspace/dom.js';
import { refreshLists } from './lists.js';
import { showRefused } from '../conversation/main-pane.js';
import { reopen } from './open-conversation.js';

/** What is asked before a conversation goes elsewhere, over the page; what was written stays where it is refused. */
export function bindDialogs(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    const answer = form.matches('[data-dialog-open]')
      ? openDialog
      : form.matches('[data-dialog-form]')
        ? submitDialog
        : form.matches('[data-move]')
          ? move
          : null;
    if (!answer) return;
    event.preventDefault();
    void answer(form, event.submitter);
  });
  document.addEventListener('click', (event) => {
    const close = (event.target as Element).closest('[data-dialog-close]');
    if (!close) return;
    event.preventDefault();
    close.closest('dialog')?.close();
  });
  // Who writes a date means the date.
  document.addEventListener('input', ({ target }) => {
    const form = (target as Element).matches('#snooze-at') ? (target as HTMLInputElement).form : null;
    if (form) must<HTMLInputElement>('[name="choice"][value="date"]', form).checked = true;
  });
  const standing = document.querySelector<HTMLDialogElement>('[data-conversation-dialog]');
  if (standing) show(standing);
}

async function openDialog(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const html = await act(form, submitter, () =>
    fetchFragment(form.action).catch((error: unknown) => {
      if (error instanceof NotGiven && error.status < 500) return '';
      throw error;
    }),
  );
  if (html) show(dialogIn(html));
  else if (html === '') await reopen();
}

async function submitDialog(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const answered = await act(form, submitter, async (button) => {
    const answer = await send(form.action, fieldsOf(form, button), 'text/html');
    const html = fragmentOf(await answer.text());
    if (!answer.ok && !html.querySelector('dialog')) throw new NotDone(html.textContent?.trim());
    return { ok: answer.ok, html };
  });
  if (!answered) return;
  if (!answered.ok) return show(must<HTMLDialogElement>('dialog', answered.html));
  form.closest('dialog')?.close();
  await moved();
}

async function move(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const outcome = await act(form, submitter, (button) => post(form, button));
  if (!outcome) return;
  await moved();
  if (!outcome.ok) showRefused(outcome.message);
}

async function moved(): Promise<void> {
  await reopen();
  refreshLists();
}

function dialogIn(html: string): HTMLDialogElement {
  return must<HTMLDialogElement>('dialog', fragmentOf(html));
}

/** In place of the one before, outside of what is shown anew while somebody writes in it. */
function show(dialog: HTMLDialogElement): void {
  document.querySelector('[data-conversation-dialog]')?.remove();
  dialog.removeAttribute('open');
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
  dialog.querySelector<HTMLElement>('[aria-invalid], :checked')?.focus();
}
