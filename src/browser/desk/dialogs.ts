import { csrfToken, fetchFragment, fragmentOf, must } from './dom.js';
import { refreshLists } from './lists.js';
import { reopen, showRefused } from './middle.js';

/** What is asked before a conversation goes elsewhere, over the page; what was written stays where it is refused. */
export function bindDialogs(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    const act = form.matches('[data-dialog-open]')
      ? openDialog
      : form.matches('[data-dialog-form]')
        ? submitDialog
        : form.matches('[data-move]')
          ? move
          : null;
    if (!act) return;
    event.preventDefault();
    void act(form);
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

async function openDialog(form: HTMLFormElement): Promise<void> {
  const button = must<HTMLButtonElement>('button', form);
  if (button.disabled) return;
  button.disabled = true;
  try {
    show(dialogIn(await fetchFragment(form.action)));
  } catch {
    await reopen();
  } finally {
    button.disabled = false;
  }
}

async function submitDialog(form: HTMLFormElement): Promise<void> {
  const buttons = [...form.querySelectorAll<HTMLButtonElement>('button')];
  if (buttons.some(({ disabled }) => disabled)) return;
  const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  buttons.forEach((button) => (button.disabled = true));
  const answer = await send(form.action, body, 'text/html').catch(() => null);
  buttons.forEach((button) => (button.disabled = false));
  // Without a network the page already says so, and what was chosen still stands there.
  if (!answer) return;
  if (answer.ok) {
    form.closest('dialog')?.close();
    return moved();
  }
  if (answer.status === 422 || answer.status === 409) return show(dialogIn(await answer.text()));
  form.submit();
}

async function move(form: HTMLFormElement): Promise<void> {
  const button = must<HTMLButtonElement>('button', form);
  if (button.disabled) return;
  button.disabled = true;
  const answer = await send(form.action, new URLSearchParams(), 'application/json').catch(() => null);
  button.disabled = false;
  if (!answer) return;
  if (answer.ok) return moved();
  const { title } = (await answer.json().catch(() => ({ title: '' }))) as { title: string };
  await moved();
  showRefused(title);
}

async function moved(): Promise<void> {
  await reopen();
  refreshLists();
}

function send(url: string, body: URLSearchParams, accept: string): Promise<Response> {
  body.set('_csrf', csrfToken());
  return fetch(url, { method: 'POST', headers: { 'HX-Request': 'true', Accept: accept }, body });
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
