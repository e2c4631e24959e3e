export interface Held {
  /** What is pointed at: nothing above it moves it. */
  pointed: Element | null;
  /** What the lists scroll in together. */
  scroller: Element;
}

/**
 * Makes a list hold these rows, known by their ids, and keeps the elements that it has. Held, every row stays where it is:
 * what has changed in it shows, what is new comes below, and what has gone only fades, until it is called without.
 */
export function updateRows(
  list: HTMLElement,
  wanted: HTMLElement[],
  change: (row: HTMLElement, next: HTMLElement) => void,
  held: Held | null,
): void {
  const ids = new Set(wanted.map(({ id }) => id));
  for (const row of [...list.children] as HTMLElement[]) {
    if (!held && !ids.has(row.id)) row.remove();
    else if (!ids.has(row.id)) fade(row);
  }
  const rows = new Map([...list.children].map((row) => [row.id, row as HTMLElement]));
  for (const row of wanted) {
    const known = rows.get(row.id);
    if (known) change(known, row);
    else if (!held || !pushes(list, held)) list.append(row);
  }
  if (!held) order(list, wanted);
}

/** It is nobody's to open any more, and gives its name to the row that stands elsewhere now. */
function fade(row: HTMLElement): void {
  if (row.matches('[data-gone]')) return;
  row.dataset.gone = row.id;
  row.removeAttribute('id');
  row.inert = true;
}

/** Whether a row at the end of this list would push down what is pointed at. */
function pushes(list: HTMLElement, { pointed, scroller }: Held): boolean {
  if (!pointed || !scroller.contains(pointed) || list.contains(pointed)) return false;
  return (list.compareDocumentPosition(pointed) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

function order(list: HTMLElement, wanted: HTMLElement[]): void {
  const isInOrder = [...list.children].every((row, place) => row.id === wanted[place]?.id);
  if (isInOrder) return;
  const rows = new Map([...list.children].map((row) => [row.id, row]));
  for (const { id } of wanted) list.append(...[rows.get(id)].filter((row) => row !== undefined));
}
