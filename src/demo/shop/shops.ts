import { fjord } from './fjord.js';
import { maisonLumiere } from './maison-lumiere.js';
import type { Shop } from './shop.js';

/** The demo shops, one for each brand. */
export const SHOPS: readonly Shop[] = [maisonLumiere, fjord];

/** The people whom a shop knows, by name. */
export function shopCustomers(slug: string): ReadonlyMap<string, { id: string; email: string }> {
  const shop = SHOPS.find((known) => known.slug === slug);
  return new Map((shop?.customers ?? []).map(({ name, id, email }) => [name, { id, email }]));
}
