import { part } from './page.js';

/** Says next to a form's fields what holds it up; an empty text takes that away. */
export function sayError(form: HTMLElement, text = ''): void {
  const error = part('[data-field-error]', form);
  part('span', error).textContent = text;
  error.hidden = text === '';
}

/** The words of the view for what the browser finds out by itself. */
export function errorWord(form: HTMLElement, name: 'Missing' | 'Failed'): string {
  return part('[data-field-error]', form).dataset[`word${name}`] ?? '';
}
