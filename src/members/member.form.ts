import { invalidFields } from '../kernel/index.js';
import { checkName } from './account.form.js';

const ROLES = ['admin', 'manager', 'agent'];
const KINDS = ['staff', 'expert', 'ambassador'];

export function checkMember(input: { role: string; kind: string; capacity: number; name?: string }): void {
  if (input.name !== undefined) checkName(input.name);
  if (!ROLES.includes(input.role)) throw invalidFields({ role: 'invalid_input' });
  if (!KINDS.includes(input.kind)) throw invalidFields({ kind: 'invalid_input' });
  const { capacity } = input;
  if (!Number.isInteger(capacity) || capacity < 0 || capacity > 100)
    throw invalidFields({ capacity: 'number_to_100' });
}
