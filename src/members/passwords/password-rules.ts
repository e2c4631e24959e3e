import { foldCase, invalidFields, isStorable, lengthOf } from '../../kernel/index.js';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../sign-in/passwords.js';

let leaked: Promise<ReadonlySet<string>> | undefined;

/** A new password of the account with this address: long, and none that whoever guesses tries first. */
export async function checkPassword(password: string, email: string): Promise<void> {
  if (!isStorable(password)) throw invalidFields({ password: 'characters_refused' });
  if (lengthOf(password) < SHORTEST_PASSWORD) throw invalidFields({ password: 'password_short' });
  if (password.length > LONGEST_PASSWORD) throw invalidFields({ password: 'too_long' });
  if (isOwnAddress(password, email)) throw invalidFields({ password: 'password_own_address' });
  leaked ??= leakedPasswords();
  if ((await leaked).has(password.toLowerCase())) throw invalidFields({ password: 'password_leaked' });
}

function isOwnAddress(password: string, email: string): boolean {
  const [typed, address] = [foldCase(password.trim()), foldCase(email.trim())];
  return typed.includes(address) || typed === address.slice(0, address.lastIndexOf('@'));
}

/** Some fifty thousand in small letters; unpacked when first asked for (50 ms, 2 MB), of which few are long enough. */
async function leakedPasswords(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common'].filter((password) => password.length >= SHORTEST_PASSWORD));
}
