/** Shows each sentence where visitors meet it while it is written, and leads back to what is said otherwise. */
export function textPreview(): void {
  for (const block of document.querySelectorAll<HTMLElement>('[data-text-block]')) bind(block);
}

function bind(block: HTMLElement): void {
  const field = block.querySelector('textarea');
  const shown = block.querySelector<HTMLElement>('[data-shown]');
  const preview = block.querySelector<HTMLElement>('[data-preview]');
  const none = block.querySelector<HTMLElement>('[data-preview-none]');
  const reset = block.querySelector<HTMLButtonElement>('[data-reset]');
  const badge = block.querySelector<HTMLElement>('[data-reworded]');
  const sent = block.querySelector<HTMLInputElement>('input[type=checkbox]');
  if (!field || !shown || !preview || !none || !reset) return;
  const draw = () => {
    const text = sent?.checked === false ? '' : field.value.trim() || field.placeholder;
    preview.textContent = text;
    for (const part of shown.querySelectorAll<HTMLElement>('.thread, .text-card')) part.hidden = text === '';
    none.hidden = text !== '';
    reset.hidden = field.value === '' && sent?.checked !== false;
    if (badge) badge.hidden = reset.hidden;
  };
  reset.addEventListener('click', () => {
    field.value = '';
    if (sent) sent.checked = true;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
  });
  block.addEventListener('input', draw);
  shown.hidden = false;
  draw();
}
