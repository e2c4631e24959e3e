import { goesIntoFrame } from '../admin/live-preview.js';

/** A second click while the first one is on its way does nothing; the button says that it works. */
export function submitOnce(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method !== 'post' || event.defaultPrevented || goesIntoFrame(event)) return;
    if (form.getAttribute('aria-busy') === 'true') return event.preventDefault();
    form.setAttribute('aria-busy', 'true');
    event.submitter?.setAttribute('aria-busy', 'true');
  });
  window.addEventListener('pageshow', () => {
    for (const busy of document.querySelectorAll('form [aria-busy], form[aria-busy]'))
      busy.removeAttribute('aria-busy');
  });
}
