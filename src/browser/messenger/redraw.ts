import { focusThread, part } from './page.js';

/**
 * Puts the server's drawing in place of the one that stands there. What the visitor has unfolded, typed or
 * focused stays, as long as it is the same conversation.
 */
export function redraw(fresh: HTMLElement): void {
  const old = part('[data-content]');
  const focused = old.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
  if ((old.dataset.conversation ?? '') === fresh.dataset.conversation) {
    if (old.hasAttribute('data-history-hidden') === fresh.hasAttribute('data-history-hidden'))
      keepHistory(old, fresh);
    keepStill(old, fresh);
    keepForms(old, fresh);
  }
  old.replaceWith(fresh);
  if (focused) focusAgain(focused, fresh);
}

/** What was unfolded, with what has left the newest page of the thread since. */
function keepHistory(old: HTMLElement, fresh: HTMLElement): void {
  const history = old.querySelector('[data-history]');
  if (!history?.querySelector('.past')) return;
  part('[data-history]', fresh).replaceChildren(...history.children);
  const first = fresh.querySelector('#thread > [data-seq]');
  if (!first) return;
  for (const entry of old.querySelectorAll('#thread > [data-seq]:not([data-unsent])')) {
    if (numberOf(entry) < numberOf(first)) first.before(entry);
  }
}

/** A form that is still asked for stays with what was typed into it and with what was said about it. */
function keepForms(old: HTMLElement, fresh: HTMLElement): void {
  for (const form of fresh.querySelectorAll('form[id]')) {
    const known = old.querySelector(`form#${form.id}`);
    if (!known) continue;
    known.className = form.className;
    form.replaceWith(known);
  }
}

/** What stood there does not arrive once more. */
function keepStill(old: HTMLElement, fresh: HTMLElement): void {
  for (const child of fresh.querySelectorAll(':scope > [id]'))
    child.classList.toggle('still', old.querySelector(`:scope > #${child.id}`) !== null);
}

function focusAgain(focused: HTMLElement, fresh: HTMLElement): void {
  const again = fresh.contains(focused)
    ? focused
    : [...fresh.querySelectorAll<HTMLElement>(focused.localName)].find((other) =>
        focused.id ? other.id === focused.id : other.isEqualNode(focused),
      );
  if (again) again.focus({ preventScroll: true });
  else focusThread();
}

function numberOf(entry: Element): number {
  return Number((entry as HTMLElement).dataset.seq);
}
