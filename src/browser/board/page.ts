/** The element that the page always has. */
export function must<Found extends HTMLElement = HTMLElement>(
  selector: string,
  root: ParentNode = document,
): Found {
  const found = root.querySelector<Found>(selector);
  if (!found) throw new Error(`The board has no ${selector}.`);
  return found;
}

export const board = must('[data-board]');
