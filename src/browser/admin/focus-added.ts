/** A form that is drawn again in place says by `autofocus` where the keyboard goes on, as a page does that is loaded. */
export function focusAdded(): void {
  document.addEventListener('htmx:after:swap', () => {
    document.querySelector<HTMLElement>('form[data-warn-unsaved] [autofocus]')?.focus();
  });
}
