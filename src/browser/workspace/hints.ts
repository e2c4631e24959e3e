import { desk } from './desk.js';

/** What explains the desk shows until the member has said that they know. */
export function bindHints(): void {
  document.addEventListener('click', ({ target }) => {
    const hint = (target as Element).closest('[data-hint-close]')?.closest<HTMLElement>('[data-hint]');
    if (!hint) return;
    localStorage.setItem(place(hint), 'known');
    hint.hidden = true;
  });
}

export function showHints(root: ParentNode): void {
  for (const hint of root.querySelectorAll<HTMLElement>('[data-hint]')) {
    hint.hidden = localStorage.getItem(place(hint)) !== null;
  }
}

function place(hint: HTMLElement): string {
  return desk.place(`hint:${hint.dataset.hint}`);
}
