import { fromTemplate, must } from '../workspace/dom.js';
import { forgetTyped, keepTyped, keptTyped, type Typed } from '../typed.js';
import { fieldsOf, putBack } from '../admin/form-fields.js';
import { goesIntoFrame } from '../admin/live-preview.js';
import { leaveKept } from './unsaved.js';

const FORM = 'form[data-warn-unsaved]';
/** In the address of a page that is opened again, since a form of it was sent after the session had ended. */
const EXPIRED = 'expired';
const SAID_MS = 15_000;

/** Draws a form with rows of its own as the server shows it for these fields. */
type Redraw = (form: HTMLFormElement, fields: Typed['fields']) => Promise<void>;

/** Keeps what is sent, and brings it back where the session had ended and the same person has signed in again. */
export function typedAgain(redraw?: Redraw): void {
  const by = must('[data-typed-by]').dataset.typedBy ?? '';
  void arrive(by, redraw);
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (form.matches(FORM) && !event.defaultPrevented && !goesIntoFrame(event)) keep(form, by);
  });
  document.addEventListener('click', ({ target, ctrlKey, metaKey, shiftKey }) => {
    const form = document.querySelector<HTMLFormElement>(FORM);
    const opensElsewhere = ctrlKey || metaKey || shiftKey;
    if (!form || opensElsewhere || !(target as Element).closest('[data-sign-in-again]')) return;
    if (keep(form, by)) leaveKept();
  });
}

function keep(form: HTMLFormElement, by: string): boolean {
  const { pathname: path, searchParams } = new URL(location.href);
  return keepTyped({ by, path, search: `${searchParams}`, action: form.action, fields: fieldsOf(form) });
}

async function arrive(by: string, redraw?: Redraw): Promise<void> {
  const address = new URL(location.href);
  const form = document.querySelector<HTMLFormElement>(FORM);
  const kept = keptTyped();
  if (!address.searchParams.has(EXPIRED)) {
    if (form && kept) nameByItsStart(form, kept);
    return forgetTyped();
  }
  address.searchParams.delete(EXPIRED);
  const isTheirs = kept?.by === by;
  const isHere = isTheirs && kept.path === address.pathname;
  if (isHere && kept.search !== `${address.searchParams}`) {
    // Of the page's own query the way through sign-in tells nothing.
    location.replace(`${kept.path}?${[kept.search, EXPIRED].join('&')}`);
    return;
  }
  forgetTyped();
  history.replaceState(null, '', address);
  if (kept && !isTheirs) return;
  if (!form || !isHere) return say('nothing-saved');
  if (redraw && form.dataset.draft !== undefined) await redraw(form, kept.fields);
  if (form.isConnected) putBack(form, kept.fields);
  say('typed-again');
  must(`${FORM} .button.primary[type=submit]`).focus();
}

/** A form for something new that came back with errors stands at an address that is no page until it is stored. */
function nameByItsStart(form: HTMLFormElement, { action, path, search }: Typed): void {
  const basis = form.elements.namedItem('basis') as HTMLInputElement | null;
  const isStored = Boolean(basis?.value);
  const isAnswer = !isStored && form.action === action && new URL(action).pathname === location.pathname;
  if (isAnswer && path !== location.pathname)
    history.replaceState(null, '', search ? `${path}?${search}` : path);
}

function say(name: string): void {
  const notice = fromTemplate(name);
  must('#notices').append(notice);
  setTimeout(() => notice.remove(), SAID_MS);
}
