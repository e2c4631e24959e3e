import {
  invalidFields,
  isBlank,
  isMailAddress,
  isOneLine,
  isStorable,
  lengthOf,
  Refusal,
} from '../kernel/index.js';
import type { Request } from 'express';
import type { ViewOptions } from '../platform/index.js';
import type { WaitView } from './account.view.js';

const LONGEST_NAME = 80;

export function checkEmail(email: string): void {
  if (!isMailAddress(email)) throw invalidFields({ email: 'email_invalid' });
}

export function checkName(name: string): void {
  if (isBlank(name)) throw invalidFields({ name: 'required' });
  if (!isStorable(name) || !isOneLine(name)) throw invalidFields({ name: 'characters_refused' });
  if (lengthOf(name) > LONGEST_NAME) throw invalidFields({ name: 'too_long' });
}

/** Whose session asks; refuses where nobody is signed in. */
export function signedInAccount({ session: { accountId } }: Request): string {
  if (!accountId) throw new Refusal('unauthenticated', 'sign_in_needed');
  return accountId;
}

/** What a form says where something was tried too often; anything else is thrown on. */
export function waitOf(error: unknown): WaitView {
  if (!(error instanceof Refusal) || error.kind !== 'too_many') throw error;
  const code = error.code === 'too_many' ? 'too_many_tries' : error.code;
  return { code, seconds: error.details.retryAfter ?? 0 };
}

/** How a form is answered that is shown again. */
export function answerOf({ errors, wait }: { errors: object; wait: WaitView | null }): ViewOptions {
  if (wait) return { status: 429, retryAfter: wait.seconds };
  return { status: Object.keys(errors).length > 0 ? 422 : 200 };
}
