/** `j` and `k` step through the rows, which the space bar chooses and Enter opens. */
export function bindKeys(): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    const { activeElement: here } = document;
    const isField =
      here instanceof HTMLSelectElement ||
      (here instanceof HTMLInputElement && !here.matches('[data-choose]'));
    if (isField) return;
    if (event.key === 'j') step(1);
    else if (event.key === 'k') step(-1);
    else if (event.key === 'Enter' && here?.matches('[data-choose]'))
      here.closest('[data-row]')?.querySelector('a')?.click();
    else return;
    event.preventDefault();
  });
}

function step(by: 1 | -1): void {
  const boxes = [...document.querySelectorAll<HTMLElement>('[data-choose]')].filter((box) =>
    box.checkVisibility(),
  );
  const row = document.activeElement?.closest('[data-row]');
  const place = boxes.findIndex((box) => row?.contains(box));
  const next = boxes[place === -1 ? (by === 1 ? 0 : boxes.length - 1) : place + by];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
