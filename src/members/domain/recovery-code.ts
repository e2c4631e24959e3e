/** Without letters that are taken for figures (Crockford's base 32). */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 10;

/** How many an account has at a time. */
export const RECOVERY_CODES = 10;

/** A code of so many random bytes, as it is shown: `7kq2m-x04fd`. */
export function recoveryCodeOf(random: Uint8Array): string {
  const letters = [...random.subarray(0, LENGTH)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
  return `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`;
}

/** What was typed as the code that it may mean, or null: spaces, dashes, capitals and O for 0 are all the same. */
export function recoveryCodeIn(typed: string): string | null {
  if (typed.length > 4 * LENGTH) return null;
  const letters = typed
    .toLowerCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1');
  const isCode = letters.length === LENGTH && [...letters].every((letter) => LETTERS.includes(letter));
  return isCode ? `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}` : null;
}
