import { toast } from '../workspace/alerts.js';
import { desk } from '../workspace/desk.js';
import { must } from '../workspace/dom.js';
import { focusConversation } from './around.js';
import { refreshLists } from './lists.js';

type Deed = 'changed' | 'closed' | 'blocked';

/** What a dialog begins with for whoever comes to it by keys: what is wrong, what is chosen, else its first field. */
const FIRST = [
  '[aria-invalid="true"]',
  '[aria-describedby$="-error"] input',
  ':checked',
  'input:not([type="hidden"])',
  'textarea',
];

/** What is asked before a conversation goes elsewhere: htmx brings it, and brings it again where it is refused. */
export function bindDialogs(): void {
  document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => {
    const dialog = standing();
    if (!dialog) return;
    const isRefused = ctx.response?.status !== undefined && ctx.response.status >= 400;
    if (!dialog.matches(':modal')) show(dialog);
    else if (isRefused && dialog.contains(ctx.sourceElement)) focusFirst(dialog);
  });
  document.addEventListener('conversation:changed', (event) => {
    const { as } = (event as CustomEvent<{ as: Deed }>).detail;
    const dialog = document.querySelector<HTMLDialogElement>('dialog:modal');
    if (dialog?.contains(event.target as Node)) {
      forget(dialog);
      dialog.close();
      // Focus: where what opened it is gone, it stays on what is hidden until the page is drawn.
      if (dialog.contains(document.activeElement)) (document.activeElement as HTMLElement).blur();
    }
    focusConversation();
    if (as !== 'changed') toast(desk.word(as));
    refreshLists();
  });
  document.addEventListener('click', (event) => {
    const target = event.target as Element;
    if (target.closest('[data-block-open]')) must<HTMLDialogElement>('[data-block-dialog]').showModal();
    const close = target.closest('[data-dialog-close]');
    if (!close) return;
    event.preventDefault();
    close.closest('dialog')?.close();
  });
  document.addEventListener('input', ({ target }) => {
    const field = target as HTMLInputElement;
    if (!field.matches('[data-dialog-form] *')) return;
    forgive(field);
    if (field.matches('[data-draft]')) keep(field);
    // Who writes a date means the date.
    if (field.form && field.matches('#snooze-at'))
      must<HTMLInputElement>('[name="choice"][value="date"]', field.form).checked = true;
  });
  const dialog = standing();
  if (dialog) show(dialog);
}

function standing(): HTMLDialogElement | null {
  return document.querySelector('[data-conversation-dialog]');
}

function show(dialog: HTMLDialogElement): void {
  dialog.removeAttribute('open');
  dialog.addEventListener('close', () => {
    dialog.remove();
    focusConversation();
  });
  dialog.showModal();
  for (const field of drafts(dialog)) if (field.value === '') field.value = kept(field);
  focusFirst(dialog);
}

function focusFirst(dialog: HTMLDialogElement): void {
  for (const first of FIRST) {
    const field = dialog.querySelector<HTMLElement>(first);
    if (field) return field.focus();
  }
}

/** What somebody sets right is wrong no more, until the server says so again. */
function forgive(field: HTMLElement): void {
  const described = field.closest('[data-dialog-form] [aria-describedby$="-error"]');
  const id = described?.getAttribute('aria-describedby')?.split(' ').at(-1);
  if (!id) return;
  for (const each of document.querySelectorAll(`[aria-describedby~="${id}"]`)) {
    const others = each.getAttribute('aria-describedby')?.split(' ').slice(0, -1) ?? [];
    if (others.length > 0) each.setAttribute('aria-describedby', others.join(' '));
    else each.removeAttribute('aria-describedby');
    each.removeAttribute('aria-invalid');
  }
  document.getElementById(id)?.remove();
}

/** What is written in a dialog that is left waits for this conversation until it is done. */
function drafts(dialog: HTMLElement): HTMLTextAreaElement[] {
  return [...dialog.querySelectorAll<HTMLTextAreaElement>('[data-draft]')];
}

function kept(field: HTMLTextAreaElement): string {
  return localStorage.getItem(placeOf(field)) ?? '';
}

function keep(field: HTMLInputElement | HTMLTextAreaElement): void {
  if (field.value === '') localStorage.removeItem(placeOf(field));
  else localStorage.setItem(placeOf(field), field.value);
}

function forget(dialog: HTMLElement): void {
  for (const field of drafts(dialog)) localStorage.removeItem(placeOf(field));
}

function placeOf({ form, name }: HTMLInputElement | HTMLTextAreaElement): string {
  return desk.place(`draft:${form?.getAttribute('action')}:${name}`);
}
