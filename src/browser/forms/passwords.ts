const LONG_ENOUGH = 12;
const STRONG = 16;

/** Shows a password while one wants to see it, and how strong a new one is, by its length. */
export function passwords(): void {
  for (const field of document.querySelectorAll<HTMLElement>('[data-password]')) {
    const input = field.querySelector('input');
    const show = field.querySelector<HTMLButtonElement>('[data-show]');
    const strength = field.querySelector<HTMLElement>('[data-strength]');
    if (!input) continue;
    if (show) toggle(input, show);
    if (strength) measure(input, strength);
  }
}

function toggle(input: HTMLInputElement, show: HTMLButtonElement): void {
  show.hidden = false;
  const set = (isShown: boolean) => {
    input.type = isShown ? 'text' : 'password';
    show.ariaPressed = String(isShown);
  };
  show.addEventListener('click', () => {
    set(input.type === 'password');
    input.focus();
  });
  // Browsers keep what was sent in a field of text, and offer it again.
  input.form?.addEventListener('submit', () => set(false));
}

function measure(input: HTMLInputElement, strength: HTMLElement): void {
  const words = strength.querySelector<HTMLElement>('[role="status"]');
  const look = () => {
    const { length } = [...input.value];
    const level = length < LONG_ENOUGH ? 'short' : length < STRONG ? 'good' : 'strong';
    strength.hidden = length === 0;
    strength.dataset.strength = level;
    if (words) words.textContent = words.dataset[level] ?? '';
  };
  input.addEventListener('input', look);
  look();
}
