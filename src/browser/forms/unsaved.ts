import { goesIntoFrame } from '../admin/live-preview.js';

const FORM = 'form[data-warn-unsaved]';
/** Not what a person typed. */
const TECHNICAL = new Set(['_csrf', 'basis']);

const firstStates = new Map<string, string>();
let isSubmitting = false;

/** Asks before the page is left while a form holds something that is not stored. */
export function warnUnsaved(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>(FORM))
    firstStates.set(form.action, firstState(form));
  document.addEventListener('submit', (event) => {
    if (goesIntoFrame(event)) return;
    isSubmitting = (event.target as HTMLElement).matches(FORM) && !event.defaultPrevented;
  });
  window.addEventListener('beforeunload', (event) => {
    if (isSubmitting || ![...document.querySelectorAll<HTMLFormElement>(FORM)].some(isChanged)) return;
    event.preventDefault();
  });
  // Whoever may not store it any more is led away from it, by the server's word.
  document.addEventListener('htmx:response:error', (event) => {
    const { ctx } = (event as CustomEvent<{ ctx: { response: { headers: Headers } } }>).detail;
    if (ctx.response.headers.has('HX-Redirect')) isSubmitting = true;
  });
  window.addEventListener('pageshow', () => (isSubmitting = false));
}

/** The page is left, and what was typed is kept. */
export function leaveKept(): void {
  isSubmitting = true;
}

/** A form that came back with errors was changed from the start. */
function firstState(form: HTMLFormElement): string {
  return form.querySelector('[aria-invalid="true"], [role="alert"]') ? '' : stateOf(form);
}

function isChanged(form: HTMLFormElement): boolean {
  return firstStates.get(form.action) !== stateOf(form);
}

function stateOf(form: HTMLFormElement): string {
  return JSON.stringify([...new FormData(form)].filter(([name]) => !TECHNICAL.has(name)));
}
