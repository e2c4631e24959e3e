import { onKey } from '../key-presses.js';
import { must } from '../workspace/dom.js';

/** The panel of emoji of a reply box; `insert` gets the one that is chosen. */
export function bindEmoji(form: HTMLFormElement, insert: (emoji: string) => void): void {
  const toggle = must('[data-emoji-toggle]', form);
  const panel = must('[data-emoji]', form);
  const open = (isOpen: boolean) => {
    panel.hidden = !isOpen;
    toggle.setAttribute('aria-expanded', String(isOpen));
  };
  toggle.addEventListener('click', () => open(panel.hidden === true));
  panel.addEventListener('click', ({ target }) => {
    const emoji = (target as Element).closest('button')?.textContent;
    if (emoji) insert(emoji);
  });
  onKey(form, (event) => {
    if (event.key !== 'Escape' || panel.hidden) return;
    event.stopPropagation();
    open(false);
    must('[data-text-input]', form).focus();
  });
  document.addEventListener('click', ({ target }) => {
    if (!panel.hidden && !panel.contains(target as Node) && !toggle.contains(target as Node)) open(false);
  });
}
