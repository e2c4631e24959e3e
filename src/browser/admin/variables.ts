const FIELD = 'textarea[data-takes-variables]';

/** Buttons that put a variable where the text is being written, or at the end of the first text that is open. */
export function variableButtons(): void {
  let field: HTMLTextAreaElement | null = null;
  document.addEventListener('focusin', ({ target }) => {
    if ((target as Element).matches(FIELD)) field = target as HTMLTextAreaElement;
  });
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-variable]')) {
    button.addEventListener('click', () => {
      const into = field ?? document.querySelector<HTMLTextAreaElement>(`details[open] ${FIELD}`);
      if (into) put(button.dataset.variable ?? '', into);
    });
  }
}

function put(variable: string, field: HTMLTextAreaElement): void {
  field.focus();
  field.setRangeText(variable, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
