/** The address of a page, as something to lead to; null for any other scheme, and for one that hides whose it is. */
export function webAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, username, password, href } = new URL(address);
  return /^https?:$/.test(protocol) && username === '' && password === '' ? href : null;
}
