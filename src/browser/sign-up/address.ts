/** The small page beside shows the address that is typed. */
export function followAddress(): void {
  const field = document.querySelector<HTMLInputElement>('[data-site-address]');
  const shown = document.querySelector<HTMLElement>('[data-site-shown]');
  if (!field || !shown) return;
  const example = field.value === '' ? shown.textContent : '';
  field.addEventListener('input', () => {
    shown.textContent = field.value.replace(/^https?:\/\//i, '') || example;
  });
}
