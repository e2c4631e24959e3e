import { newId } from '../kernel/index.js';
import { type Config, RateLimits } from '../platform/index.js';
import { siteKey as keyOfSite } from '../sites/index.js';
import type { VisitorTokens } from '../visitors/index.js';
import { VISITOR_RATES, VisitorLimits } from './visitor-limits.js';

const perSecond = ([times, seconds]: readonly number[]) => times / seconds;
const both = Object.entries(VISITOR_RATES).flatMap(([act, rates]) =>
  'address' in rates && 'brand' in rates ? [{ act, ...rates }] : [],
);

it.each(both)('one address takes at most a quarter of what a brand may: $act', ({ address, brand }) => {
  expect(perSecond(address)).toBeLessThanOrEqual(perSecond(brand) / 4);
});

it.each(Object.keys(VISITOR_RATES))('a fresh visitor gets nothing anew at the same address: %s', (act) => {
  expect(VISITOR_RATES[act as keyof typeof VISITOR_RATES]).toHaveProperty('address');
});

/** A link belongs to no brand before it is opened, and an event is of some kind that is counted besides. */
const OF_NO_BRAND = ['link', 'event'];

it.each(Object.keys(VISITOR_RATES).filter((act) => !OF_NO_BRAND.includes(act)))(
  'many addresses together take so much of a brand and no more: %s',
  (act) => expect(VISITOR_RATES[act as keyof typeof VISITOR_RATES]).toHaveProperty('brand'),
);

describe('a flood from many addresses', () => {
  const tokens = { read: () => null } as unknown as VisitorTokens;
  const limits = () => new VisitorLimits(new RateLimits({ rateLimitFactor: 1 } as Config), tokens);
  const siteKey = (brand: string) => keyOfSite(brand, newId());

  it('is bounded by what the brand may, and another brand has all of its own', () => {
    const [flooded, other] = [newId(), newId()];
    const here = limits();
    const arrive = (brand: string, at: number) =>
      here.arrive({ siteKey: siteKey(brand), token: null, network: `10.0.${at >> 8}.${at & 255}` });
    for (let at = 0; at < 300; at += 1) arrive(flooded, at);
    expect(() => arrive(flooded, 300)).toThrow(
      expect.objectContaining({ code: 'too_many_at_once' }) as Error,
    );
    expect(() => arrive(other, 300)).not.toThrow();
  });

  it.each([
    ['message', 200],
    ['start', 200],
    ['upload', 600],
  ] as const)('%s: %i', (act, most) => {
    const [brandId, here] = [newId(), limits()];
    const take = (at: number, of = brandId) =>
      here.take(act, { actor: { brandId: of, id: `visitor ${at}` }, network: `network ${at}` });
    for (let at = 0; at < most; at += 1) take(at);
    expect(() => take(most)).toThrow(expect.objectContaining({ code: 'too_many_at_once' }) as Error);
    expect(() => take(most, newId())).not.toThrow();
  });

  it('is bounded by what one address may, whoever comes from there', () => {
    const here = limits();
    const take = (at: number, network: string) =>
      here.take('message', { actor: { brandId: `brand ${at}`, id: `visitor ${at}` }, network });
    for (let at = 0; at < 400; at += 1) take(at, '198.51.100.7');
    expect(() => take(400, '198.51.100.7')).toThrow(
      expect.objectContaining({ code: 'too_many_from_network' }) as Error,
    );
    expect(() => take(400, '198.51.100.8')).not.toThrow();
  });
});
