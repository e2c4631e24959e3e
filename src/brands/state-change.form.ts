import { invalidFields, isBlank, isStorable, lengthOf } from '../kernel/index.js';

export const LONGEST_REASON = 300;

/** What was given as the reason, without blanks around it. */
export function checkReason(given: string): string {
  const reason = given.trim();
  if (isBlank(reason)) throw invalidFields({ reason: 'reason_missing' });
  if (!isStorable(reason) || lengthOf(reason) > LONGEST_REASON)
    throw invalidFields({ reason: 'reason_invalid' });
  return reason;
}
