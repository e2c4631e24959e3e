import { must } from '../workspace/dom.js';

export const board = must('[data-board]');

/** `/b/:brand/board` */
export const boardUrl = board.dataset.boardUrl ?? '';

/** The rows in the order in which they stand, column after column. */
export function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-row]:not([data-gone])')].filter((row) =>
    row.checkVisibility(),
  );
}
