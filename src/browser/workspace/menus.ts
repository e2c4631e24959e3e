import { onKey } from '../key-presses.js';

/** On a narrow screen what is rarely done stands behind "More", which closes when somebody goes elsewhere. */
export function bindMenus(): void {
  document.documentElement.dataset.menus = '';
  document.addEventListener('click', ({ target }) => {
    const toggle = (target as Element).closest('[data-more-toggle]');
    const menu = toggle?.closest('[data-more]');
    closeAll(menu);
    if (menu) setOpen(menu, !menu.hasAttribute('data-open'));
  });
  document.addEventListener('focusin', ({ target }) => closeAll((target as Element).closest('[data-more]')));
  onKey(document, (event) => {
    const menu = document.querySelector('[data-more][data-open]');
    if (event.key !== 'Escape' || !menu) return;
    event.preventDefault();
    setOpen(menu, false);
    menu.querySelector<HTMLElement>('[data-more-toggle]')?.focus();
  });
}

function closeAll(but: Element | null | undefined): void {
  for (const menu of document.querySelectorAll('[data-more][data-open]'))
    if (menu !== but) setOpen(menu, false);
}

function setOpen(menu: Element, isOpen: boolean): void {
  menu.toggleAttribute('data-open', isOpen);
  menu.querySelector('[data-more-toggle]')?.setAttribute('aria-expanded', String(isOpen));
}
