import { VISITOR_RATES } from './visitor-limits.js';

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
