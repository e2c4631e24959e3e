import { isAttributes, type Profile, type Scalar } from './profile.js';

/** What is kept of a visitor, and which of it only the page has said: 'name', 'email', 'attributes.' with a key. */
export interface Facts {
  name: string | null;
  email: string | null;
  attributes: Record<string, Scalar>;
  unverified: string[];
}

export type Said = Pick<Profile, 'name' | 'email' | 'attributes'>;

/** What is known after the site has said this of its customer, signed; it takes the place of what was known before. */
export function learnSigned(known: Facts, said: Said): Facts {
  const isSaid = new Set(Object.keys(flat(said)));
  return {
    name: said.name ?? known.name,
    email: said.email ?? known.email,
    attributes: { ...known.attributes, ...said.attributes },
    unverified: known.unverified.filter((fact) => !isSaid.has(fact)),
  };
}

/** The same where only the page has said it: it stands beside what is known for certain, and never in its place. */
export function learnUnsigned(known: Facts, said: Said): Facts {
  const before = flat(known);
  const fresh = Object.entries(flat(said)).filter(
    ([fact]) => !Object.hasOwn(before, fact) || known.unverified.includes(fact),
  );
  const attributes = Object.fromEntries(
    fresh
      .filter(([fact]) => fact.startsWith(ATTRIBUTE))
      .map(([fact, value]) => [fact.slice(ATTRIBUTE.length), value]),
  );
  const learnt = new Map(fresh);
  return {
    name: (learnt.get('name') as string | undefined) ?? known.name,
    email: (learnt.get('email') as string | undefined) ?? known.email,
    attributes: { ...known.attributes, ...attributes },
    unverified: [...new Set([...known.unverified, ...learnt.keys()])],
  };
}

/** Where answers go; never to an address that only the page has said. */
export function replyEmail({ email, unverified }: Facts): string | null {
  return unverified.includes('email') ? null : email;
}

export function isTooMuch({ attributes }: Facts): boolean {
  return !isAttributes(attributes);
}

const ATTRIBUTE = 'attributes.';

function flat({ name, email, attributes }: Said): Record<string, Scalar> {
  return {
    ...(name === null ? {} : { name }),
    ...(email === null ? {} : { email }),
    ...Object.fromEntries(Object.entries(attributes).map(([key, value]) => [ATTRIBUTE + key, value])),
  };
}
