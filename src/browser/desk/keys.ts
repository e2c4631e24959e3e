import { desk } from './desk.js';
import { isField, must } from './dom.js';
import { rows } from './lists.js';

export interface KeyActions {
  open(url: string): void;
  reply(): void;
}

/** One key an action, outside fields only; `?` lists them. */
export function bindKeys({ open, reply }: KeyActions): void {
  const help = must<HTMLDialogElement>('[data-help]');
  must('[data-help-open]').addEventListener('click', () => help.showModal());
  const step = (by: 1 | -1) => {
    const all = rows();
    const place = all.findIndex((row) => row.dataset.conversation === desk.current);
    const next = all[place === -1 ? (by === 1 ? 0 : all.length - 1) : place + by];
    if (next) open(must<HTMLAnchorElement>('[data-item]', next).href);
  };
  const actions: Record<string, () => void> = {
    j: () => step(1),
    k: () => step(-1),
    r: reply,
    e: () => document.querySelector<HTMLFormElement>('[data-close]')?.requestSubmit(),
    a: () => must('[data-availability] [aria-pressed="false"]').click(),
    '?': () => help.showModal(),
  };
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && isField(document.activeElement))
      return (document.activeElement as HTMLElement).blur();
    const isTaken = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
    if (isTaken || isField(document.activeElement) || document.querySelector('dialog[open]')) return;
    const action = actions[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
