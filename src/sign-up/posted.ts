import { Refusal } from '../kernel/index.js';

/** A posted form, whatever was really sent. */
export type Posted = Record<string, unknown> | undefined;

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What is wrong with which field, where that is why it was refused; else null. */
export function fieldsOf(error: unknown): Record<string, string> | null {
  return error instanceof Refusal ? (error.details.fields ?? null) : null;
}
