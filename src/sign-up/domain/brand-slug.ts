const SHAPE = /^[a-z0-9][a-z0-9-]{1,62}$/;

/** What an address of ours, or of our own texts, could be taken for. */
const WORDS = `
  about abuse account accounts admin administrator api app assets auth billing blog brand brands callbacks
  causerie contact dashboard demo desk docs files help hello info internal invitations l legal login mail me
  metrics new null operator platform postmaster press pricing privacy public root sales security settings
  sign-in sign-out sign-up site status support system team terms test undefined user users w webhooks widget
  www`;
const RESERVED = new Set(WORDS.split(/\s+/));

/** A brand's name as an address: "Atelier Solène" is `atelier-solene`; empty where no letter of it is Latin. */
export function suggestedSlug(name: string): string {
  return name
    .slice(0, 200)
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .split(/[^a-z0-9]/)
    .filter((word) => word !== '')
    .join('-')
    .slice(0, 40)
    .replace(/-$/, '');
}

/** Why an address cannot be a brand's, as a code; null where it can, unless another brand has it. */
export function slugProblem(slug: string): 'slug_shape' | 'slug_reserved' | null {
  if (!SHAPE.test(slug) || slug.endsWith('-') || slug.includes('--')) return 'slug_shape';
  return RESERVED.has(slug) ? 'slug_reserved' : null;
}

/** The first of `wish`, `wish-2`, `wish-3`, … that is neither taken nor reserved. */
export function freeSlug(wish: string, taken: ReadonlySet<string>): string {
  const isFree = (slug: string) => slugProblem(slug) === null && !taken.has(slug);
  if (isFree(wish)) return wish;
  for (let number = 2; ; number += 1) {
    const next = `${wish || 'brand'}-${number}`;
    if (isFree(next)) return next;
  }
}
