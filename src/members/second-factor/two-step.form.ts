import type { Request } from 'express';
import { Refusal } from '../../kernel/index.js';
import { waitOf } from '../account.form.js';
import type { WaitView } from '../account.view.js';

/** Why a form is shown again. */
export interface Refused {
  errors: Record<string, string>;
  wait: WaitView | null;
}

/** Null when it was done. */
export async function refusedForm(work: () => Promise<unknown>): Promise<Refused | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof Refusal && error.details.fields) return { errors: error.details.fields, wait: null };
    return { errors: {}, wait: waitOf(error) };
  }
}

export function signedInAccount(request: Request): string {
  const { accountId } = request.session;
  if (!accountId) throw new Refusal('unauthenticated', 'sign_in_needed');
  return accountId;
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
