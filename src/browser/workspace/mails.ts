import { wordTimes } from '../times.js';
import { act, NotDone, post } from './requests.js';
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
  document.addEventListener('submit', (event) => {
    const { target: form } = event;
    if (!(form instanceof HTMLFormElement) || !form.matches('[data-let-in]')) return;
    event.preventDefault();
    void act(form, event.submitter, (button) => letIn(form, button));
  });
}

/** What was kept out comes into the thread by itself, like everything that is written. */
async function letIn(form: HTMLFormElement, button: HTMLElement): Promise<void> {
  const { ok, message } = await post(form, button);
  if (!ok) throw new NotDone(message);
  const details = form.closest('details');
  form.remove();
  details?.querySelector('summary')?.focus();
}

async function show(details: HTMLDetailsElement): Promise<void> {
  const place = must('.whole-mail-content', details);
  if (place.hasAttribute('data-shown')) return;
  place.ariaBusy = 'true';
  try {
    place.replaceChildren(fragmentOf(await fetchFragment(`${desk.url}/mails/${details.dataset.mail}`)));
    place.setAttribute('data-shown', '');
    wordTimes(place);
  } catch {
    place.textContent = place.dataset.wordFailed ?? '';
  } finally {
    place.ariaBusy = null;
  }
}
