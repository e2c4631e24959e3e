import type { Action } from './actions.js';
import { isField } from './dom.js';

/** One key an action, outside fields only. */
export function bindKeys(actions: Action[]): void {
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && isField(document.activeElement))
      return (document.activeElement as HTMLElement).blur();
    const isTaken = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
    if (isTaken || isField(document.activeElement) || document.querySelector('dialog[open]')) return;
    const action = actions.find(({ key }) => key === event.key.toLowerCase());
    if (!action?.isPossible()) return;
    event.preventDefault();
    action.run();
  });
}
