import { wordTimes } from '../times.js';
import { htmx } from '../htmx.js';
import { desk } from './desk.js';
import { fetchFragment, fragmentOf, must } from './dom.js';

/** A mail is fetched when somebody wants to see the whole of it, and again when that failed. */
export function bindMails(): void {
  document.addEventListener(
    'toggle',
    ({ target }) => {
      if (target instanceof HTMLDetailsElement && target.open && target.matches('[data-mail]'))
        void show(target);
    },
    true,
  );
  // What was kept out comes into the thread by itself, like everything that is written.
  document.addEventListener('htmx:before:swap', ({ detail: { ctx } }) => {
    if (ctx.sourceElement.matches('[data-let-in]'))
      ctx.sourceElement.closest('details')?.querySelector('summary')?.focus();
  });
}

async function show(details: HTMLDetailsElement): Promise<void> {
  const place = must('.whole-mail-content', details);
  if (place.hasAttribute('data-shown')) return;
  place.ariaBusy = 'true';
  try {
    place.replaceChildren(fragmentOf(await fetchFragment(`${desk.url}/mails/${details.dataset.mail}`)));
    htmx.process(place);
    place.setAttribute('data-shown', '');
    wordTimes(place);
  } catch {
    place.textContent = place.dataset.wordFailed ?? '';
  } finally {
    place.ariaBusy = null;
  }
}
