import { invalidFields, isBlank, isMailAddress, isStorable, lengthOf } from '../kernel/index.js';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './passwords.js';

const LONGEST_NAME = 80;

export function checkEmail(email: string): void {
  if (!isMailAddress(email)) throw invalidFields({ email: 'email_invalid' });
}

export function checkName(name: string): void {
  if (isBlank(name)) throw invalidFields({ name: 'required' });
  if (!isStorable(name) || /\p{Cc}/u.test(name)) throw invalidFields({ name: 'characters_refused' });
  if (lengthOf(name) > LONGEST_NAME) throw invalidFields({ name: 'too_long' });
}

export function checkPassword(password: string): void {
  if (!isStorable(password)) throw invalidFields({ password: 'characters_refused' });
  if (lengthOf(password) < SHORTEST_PASSWORD) throw invalidFields({ password: 'password_short' });
  if (password.length > LONGEST_PASSWORD) throw invalidFields({ password: 'too_long' });
}
