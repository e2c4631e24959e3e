/**
 * How well the letters of `wanted` stand in `text`, in their order: higher is better, null where one is missing. What
 * begins a word or follows the letter before counts more.
 */
export function fitOf(text: string, wanted: string): number | null {
  const letters = plain(text);
  let fit = 0;
  let at = -1;
  for (const letter of plain(wanted).replace(/\s+/g, '')) {
    const next = letters.indexOf(letter, at + 1);
    if (next === -1) return null;
    const beginsWord = next === 0 || /[^\p{L}\p{N}]/u.test(letters[next - 1] ?? '');
    if (next === at + 1) fit += 3;
    else if (beginsWord) fit += 2;
    at = next;
  }
  return fit - letters.length / 100;
}

/** Without case and accents. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase(document.documentElement.lang);
}
