/** Shows the chosen colour on a small messenger beside the form, in light and dark, while it is being chosen. */
export function brandPreview(): void {
  const preview = document.querySelector<HTMLElement>('[data-brand-preview]');
  const input = document.querySelector<HTMLInputElement>('[data-brand-input]');
  if (!preview) return;
  paint(preview, preview.dataset.brandPreview ?? '');
  input?.addEventListener('input', () => {
    paint(preview, input.value);
    const value = document.querySelector('[data-brand-value]');
    if (value) value.textContent = input.value;
  });
}

function paint(preview: HTMLElement, colour: string): void {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return;
  for (const card of preview.querySelectorAll<HTMLElement>('[data-theme]'))
    card.style.setProperty('--brand', colour);
}
