/** A few colours to begin with, beside the field that takes any. */
export function pickColours(): void {
  const swatches = document.querySelector<HTMLElement>('[data-swatches]');
  const field = document.querySelector<HTMLInputElement>('[data-brand-input]');
  if (!swatches || !field) return;
  swatches.hidden = false;
  swatches.addEventListener('click', (event) => {
    const { colour } = (event.target as Element).closest<HTMLElement>('[data-colour]')?.dataset ?? {};
    if (!colour) return;
    field.value = colour;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
