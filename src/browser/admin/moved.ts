import { openStore } from '../store.js';

const MOVED = 'moved';

/** What was moved up or down keeps the keyboard on the page that shows its new place. */
export function followMoved(): void {
  const store = openStore(() => sessionStorage, 'causerie:');
  const [action, to] = JSON.parse(store.get(MOVED) ?? '[]') as string[];
  store.set(MOVED, undefined);
  const form = forms().find((each) => each.action === action);
  const [pressed, other] = [...(form?.querySelectorAll('button') ?? [])].sort(
    (one, two) => Number(two.value === to) - Number(one.value === to),
  );
  // At the end of the list there is only the way back.
  (pressed?.disabled ? other : pressed)?.focus();
  followRedrawn();
  document.addEventListener('submit', ({ target, submitter, defaultPrevented }) => {
    const moves = forms().find((each) => each === target);
    if (moves && !defaultPrevented && submitter instanceof HTMLButtonElement)
      store.set(MOVED, JSON.stringify([moves.action, submitter.value]));
  });
}

/** A form that is drawn again in place keeps the keyboard on what has an id, unless that cannot be pressed any more. */
function followRedrawn(): void {
  let pressed = '';
  document.addEventListener('click', ({ target }) => {
    pressed = target instanceof Element ? (target.closest('.queue-acts button')?.id ?? '') : '';
  });
  document.addEventListener('htmx:after:swap', () => {
    const button = document.getElementById(pressed);
    if (!(button instanceof HTMLButtonElement) || !button.disabled) return;
    button.parentElement?.querySelector<HTMLButtonElement>('button:not(:disabled)')?.focus();
  });
}

function forms(): HTMLFormElement[] {
  return [...document.querySelectorAll<HTMLFormElement>('form[data-moves]')];
}
