import { part } from '../page.js';

const LASTS = 6000;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows that somebody writes, until they have or have stopped. */
export function showTyping(shown: boolean): void {
  clearTimeout(timer);
  part('[data-typing] > *').hidden = !shown;
  if (shown) timer = setTimeout(() => showTyping(false), LASTS);
}
