type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Neither is kept anywhere. */
const SECRET = new Set(['password', 'file']);
const CHOSEN = new Set(['checkbox', 'radio']);

/** The names and values that the form would send, in their order, but for its token and for what is secret. */
export function fieldsOf(form: HTMLFormElement): [string, string][] {
  const left = new Set(['_csrf']);
  for (const { name, type } of fields(form)) if (SECRET.has(type)) left.add(name);
  return [...new FormData(form)].filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string' && !left.has(pair[0]),
  );
}

/** Puts such names and values into the form; what the form has no place for any more is left out. */
export function putBack(form: HTMLFormElement, pairs: [string, string][]): void {
  const given = new Map<string, string[]>();
  for (const [name, value] of pairs) given.set(name, [...(given.get(name) ?? []), value]);
  for (const field of fields(form)) {
    if (field.disabled || field.name === '' || field.name === '_csrf' || SECRET.has(field.type)) continue;
    const values = given.get(field.name) ?? [];
    if (!put(field, values)) continue;
    const folded = field.closest('details');
    if (folded) folded.open = true;
    if (field.type !== 'hidden') field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

/** Whether that changed something; of several fields with one name each takes the next value. */
function put(field: Field, values: string[]): boolean {
  if (field instanceof HTMLInputElement && CHOSEN.has(field.type)) {
    const before = field.checked;
    field.checked = values.includes(field.value);
    return field.checked !== before;
  }
  const value = values.shift();
  if (value === undefined || value === field.value) return false;
  if (field instanceof HTMLSelectElement && ![...field.options].some((option) => option.value === value))
    return false;
  field.value = value;
  return true;
}

function fields(form: HTMLFormElement): Field[] {
  return [...form.elements].filter(
    (element): element is Field =>
      element instanceof HTMLInputElement ||
      element instanceof HTMLTextAreaElement ||
      element instanceof HTMLSelectElement,
  );
}
