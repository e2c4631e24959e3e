const FIELD = 'input:not([type="hidden"]), textarea, select';

/** A form that came back refused leads to the first of its fields with an error, which may stand far down. */
export function showFirstError(): void {
  const refused = document.querySelector<HTMLElement>('form :is([aria-invalid="true"], .error)');
  const around = refused?.matches(FIELD) ? null : refused?.closest('fieldset, .field, section');
  const field = around ? around.querySelector<HTMLElement>(FIELD) : refused;
  if (!field) return;
  const folded = field.closest('details');
  if (folded) folded.open = true;
  field.focus({ preventScroll: true });
  field.scrollIntoView({ block: 'center' });
}
