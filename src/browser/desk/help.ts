import type { Action } from './actions.js';
import { must } from './dom.js';

/** The list under `?`: of all lines it shows those of actions that there are and that have a key. */
export function bindHelp(actions: Action[]): void {
  const help = must<HTMLDialogElement>('[data-help]');
  for (const line of help.querySelectorAll<HTMLElement>('[data-action]')) {
    const key = actions.find(({ id }) => id === line.dataset.action)?.key;
    must('kbd', line).textContent = key?.toUpperCase() ?? '';
    line.hidden = !key;
  }
  must('[data-help-open]').addEventListener('click', () => help.showModal());
}
