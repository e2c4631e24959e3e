import { must } from './dom.js';

/** Before signing out, shows which conversations stay behind, if any do. */
export function askBeforeLeaving(): void {
  const dialog = must<HTMLDialogElement>('[data-leave]');
  must<HTMLFormElement>('[data-sign-out]').addEventListener('submit', (event) => {
    const names = [...document.querySelectorAll('[data-list="mine"] .item-name')].map(
      ({ textContent }) => textContent ?? '',
    );
    if (names.length === 0) return;
    event.preventDefault();
    must('[data-leave-list]', dialog).replaceChildren(...names.map(line));
    dialog.showModal();
  });
}

function line(name: string): HTMLElement {
  const element = document.createElement('li');
  element.dir = 'auto';
  element.textContent = name;
  return element;
}
