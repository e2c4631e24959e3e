import { onKey } from '../key-presses.js';
import type { Action } from './actions.js';
import { isField } from './dom.js';

/** One key an action, outside fields only; together with Control or ⌘ there too. */
export function bindKeys(actions: Action[]): void {
  onKey(document, (event) => {
    if (event.key === 'Escape' && isField(document.activeElement))
      return (document.activeElement as HTMLElement).blur();
    if (event.altKey || event.defaultPrevented || document.querySelector('dialog[open]')) return;
    const isChord = event.ctrlKey || event.metaKey;
    if (!isChord && isField(document.activeElement)) return;
    const pressed = `${isChord ? 'control+' : ''}${event.key.toLowerCase()}`;
    const action = actions.find(({ key }) => key === pressed);
    if (!action?.isPossible()) return;
    event.preventDefault();
    action.run();
  });
}
