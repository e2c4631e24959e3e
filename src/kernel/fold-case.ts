/**
 * The text as the database's `lower()` gives it: each code point by its simple lower-case mapping, by itself. Unlike
 * `toLowerCase`, which makes two code points of İ and looks at what stands around a Σ. What counts as the same there
 * must count as the same here.
 */
export function foldCase(text: string): string {
  let folded = '';
  for (const sign of text) folded += String.fromCodePoint(sign.toLowerCase().codePointAt(0) ?? 0);
  return folded;
}

/** The one form of a mail's address by which accounts, limits and writers are compared. */
export function normalAddress(address: string): string {
  return foldCase(address.trim().normalize('NFC'));
}
