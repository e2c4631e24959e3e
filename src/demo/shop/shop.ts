/** A thing on sale; its picture is `<id>.svg` in the shop's folder under public/demo. */
export interface Product {
  id: string;
  category: string;
  name: string;
  range: string;
  price: number;
  lead: string;
  facts: readonly (readonly [name: string, value: string])[];
}

/** Somebody who can be signed in on the account page, to show a known visitor. */
export interface Customer {
  id: string;
  name: string;
  email: string;
  tier: string;
}

export interface Ambassador {
  name: string;
  face: string;
  about: string;
}

/** Everything that makes one demo brand's shop another one than its neighbour's. */
export interface Shop {
  slug: string;
  name: string;
  locale: 'fr' | 'en';
  currency: string;
  categories: readonly { id: string; name: string; lead: string }[];
  products: readonly Product[];
  customers: readonly Customer[];
  ambassadors: readonly Ambassador[];
  hero: { picture: string; alt: string; product: string };
  words: Words;
}

export interface Words {
  strip: string;
  heroTitle: string;
  heroLead: string;
  heroAction: string;
  favourites: string;
  community: string;
  communityTitle: string;
  communityLead: string;
  communityAction: string;
  talk: string;
  account: string;
  accountLead: string;
  signInAs: string;
  signedInAs: string;
  signOut: string;
  cart: string;
  addToCart: string;
  aside: string;
  alsoSee: string;
  emptyCart: string;
  backToShop: string;
  quantity: string;
  update: string;
  remove: string;
  total: string;
  delivery: string;
  deliveryCost: string;
  checkout: string;
  checkoutLead: string;
  fullName: string;
  email: string;
  address: string;
  pay: string;
  thanks: string;
  thanksLead: string;
  order: string;
  notFound: string;
  collections: string;
  skip: string;
  promises: readonly (readonly [title: string, text: string])[];
  footer: string;
}

export function productOf(shop: Shop, id: string): Product | undefined {
  return shop.products.find((product) => product.id === id);
}
