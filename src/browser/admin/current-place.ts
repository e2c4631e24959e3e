/** On a phone the places of the administration and its tabs stand in rows that scroll: the current one is in sight. */
export function showCurrentPlace(): void {
  for (const link of document.querySelectorAll<HTMLElement>(
    '.side-links [aria-current], .tabs [aria-current]',
  )) {
    const row = link.parentElement;
    if (!row || row.scrollWidth <= row.clientWidth) continue;
    const [shown, whole] = [link.getBoundingClientRect(), row.getBoundingClientRect()];
    row.scrollLeft += shown.left + shown.width / 2 - (whole.left + whole.width / 2);
  }
}
