import type { Action } from './actions.js';
import { must } from './dom.js';

/** The list under `?`: of all lines it shows those of actions that there are and that have a key. */
export function bindHelp(actions: Action[]): void {
  const help = must<HTMLDialogElement>('[data-help]');
  for (const line of help.querySelectorAll<HTMLElement>('[data-action]')) {
    const action = actions.find(({ id }) => id === line.dataset.action);
    const name = action ? keyName(action) : '';
    must('kbd', line).textContent = name;
    line.hidden = name === '';
  }
  must('[data-help-open]').addEventListener('click', () => help.showModal());
}

/** What an action is called: that list has the words. */
export function wordOf({ id }: Action): string {
  return must(`[data-help] [data-action="${id}"] dt`).textContent ?? '';
}

/** What stands on the key, or keys; nothing where there is none. */
export function keyName({ key }: Action): string {
  if (key === 'escape') return 'Esc';
  const control = /Mac|iP(hone|ad)/.test(navigator.userAgent) ? '⌘ ' : 'Ctrl ';
  return key?.replace('control+', control).replace(/\p{Ll}$/u, (letter) => letter.toUpperCase()) ?? '';
}
