import { basisOf } from '../../brands/index.js';
import { Refusal } from '../../kernel/index.js';
import { seeOther, type SeeOther, type View } from '../../platform/index.js';
import type { FormView } from './admin.view.js';
import type { Posted } from './posted.js';
import type { Held } from './settings-edit.js';

/** How a form's page is answered with. */
export interface Shown {
  status?: number;
  /** What was just done, as the address says it. */
  done?: unknown;
}

export interface Saving {
  /** Null when it is stored. */
  save: (basis: string) => Promise<Held | null>;
  /** The address to go to when it is stored. */
  next: string;
  /** The form's page, with what was typed. */
  again: (form: FormView, shown: Shown) => Promise<View>;
}

/** A form as it is first shown; without a state for something new. */
export function freshForm(action: string, state: object | null): FormView {
  return { action, isNew: state === null, basis: state ? basisOf(state) : '', errors: {}, conflict: null };
}

/** A form as it was posted, made from what it says it was made from. */
export function postedForm(action: string, posted: Posted): FormView {
  const basis = posted.text('basis');
  return { action, isNew: basis === '', basis, errors: {}, conflict: null };
}

/** Stores a form and goes on; one that is refused, or that came second, is shown again with what was typed. */
export async function saveForm(form: FormView, { save, next, again }: Saving): Promise<View | SeeOther> {
  let held: Held | null;
  try {
    held = await save(form.basis);
  } catch (error) {
    return again({ ...form, errors: fieldErrors(error) }, { status: 422 });
  }
  return held ? again({ ...form, ...held }, { status: 409 }) : seeOther(next);
}

/** Field → code of a refused form; what is no refusal of what was typed is thrown on. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof Refusal) || !['invalid', 'conflict'].includes(error.kind)) throw error;
  return error.details.fields ?? { form: error.code };
}
