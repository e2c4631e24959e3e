import { upTo } from '../../kernel/index.js';

/** What stands behind the plus of `kind+token@domain`, or of `k+token@domain`; null for every other address. */
export function addressToken(address: string, kind: string, domain: string): string | null {
  const at = address.lastIndexOf('@');
  if (address.slice(at + 1).toLowerCase() !== domain.toLowerCase()) return null;
  const local = address.slice(0, at);
  const name = upTo(local, '+');
  const token = local.slice(name.length + 1);
  const isOfKind = [kind, kind[0]].includes(name.toLowerCase());
  return isOfKind && token !== '' && !token.includes('+') ? token : null;
}
