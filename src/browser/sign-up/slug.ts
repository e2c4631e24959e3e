/** Until somebody types an address of their own, it is the one that the server suggests for the name. */
export function suggestSlug(): void {
  const slug = document.querySelector<HTMLInputElement>('[data-brand-slug]');
  const name = document.querySelector<HTMLInputElement>('[data-brand-name]');
  if (!slug || !name) return;
  let isOwn = slug.value !== '';
  slug.addEventListener('input', () => (isOwn = slug.value !== ''));
  name.addEventListener('input', () => {
    if (!isOwn) slug.value = '';
  });
  document.addEventListener('htmx:after:swap', () => {
    const suggestion = document.querySelector('[data-suggestion]')?.textContent;
    if (!isOwn && suggestion && name.value.trim() !== '') slug.value = suggestion;
  });
}
