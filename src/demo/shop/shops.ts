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

/** What a page of the shop is called in the browser's tab. */
export function shopTitle(slug: string, path: string): string {
  const shop = SHOPS.find((known) => known.slug === slug);
  const [, area = '', id] = path.split('/');
  const { words, products = [], categories = [] } = shop ?? {};
  const named = new Map([
    ['products', products.find((product) => product.id === id)?.name],
    ['collections', categories.find((category) => category.id === id)?.name],
    ['cart', words?.cart],
    ['account', words?.account],
    ['community', words?.community],
  ]);
  return [named.get(area), shop?.name].filter(Boolean).join(' · ');
}
