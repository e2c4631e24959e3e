import { isTooMuch, learnSigned, learnUnsigned, replyEmail, type Facts } from './facts.js';

const NOBODY: Facts = { name: null, email: null, attributes: {}, unverified: [] };
const SAID = { name: 'Ada', email: 'ada@example.test', attributes: { tier: 'gold' } };
const SIGNED = learnSigned(NOBODY, SAID);

describe('what the page says of a visitor', () => {
  it('is kept as said by the page, and is nowhere to write to', () => {
    const known = learnUnsigned(NOBODY, SAID);
    expect(known).toEqual({ ...SAID, unverified: ['name', 'email', 'attributes.tier'] });
    expect(replyEmail(known)).toBeNull();
  });

  it('changes what it said before, and nothing that is known for certain', () => {
    const eve = { name: 'Eve', email: 'eve@example.test', attributes: { tier: 'platinum', city: 'Lyon' } };
    expect(learnUnsigned(learnUnsigned(NOBODY, SAID), eve)).toMatchObject({ name: 'Eve', email: eve.email });
    expect(learnUnsigned(SIGNED, eve)).toEqual({
      ...SAID,
      attributes: { tier: 'gold', city: 'Lyon' },
      unverified: ['attributes.city'],
    });
  });

  it('does not make an attribute certain that was signed as null', () =>
    expect(
      learnUnsigned(learnSigned(NOBODY, { ...SAID, attributes: { vip: null } }), {
        ...SAID,
        attributes: { vip: true },
      }).attributes,
    ).toEqual({ vip: null }));
});

describe('what the site signs', () => {
  it('is certain, takes the place of what was said, and leaves the rest as it was', () => {
    const known = learnUnsigned(NOBODY, { ...SAID, attributes: { tier: 'platinum', city: 'Lyon' } });
    const after = learnSigned(known, { name: 'Ada L.', email: null, attributes: { tier: 'gold' } });
    expect(after).toEqual({
      name: 'Ada L.',
      email: 'ada@example.test',
      attributes: { tier: 'gold', city: 'Lyon' },
      unverified: ['email', 'attributes.city'],
    });
    expect(replyEmail(after)).toBeNull();
    expect(replyEmail(learnSigned(after, { name: null, email: 'a@example.test', attributes: {} }))).toBe(
      'a@example.test',
    );
  });
});

it('has an end to what is kept', () => {
  const attributes = (from: number) =>
    Object.fromEntries(Array.from({ length: 26 }, (_, at) => [`key ${from + at}`, at]));
  const half = learnSigned(NOBODY, { name: null, email: null, attributes: attributes(0) });
  expect(isTooMuch(half)).toBe(false);
  expect(isTooMuch(learnSigned(half, { name: null, email: null, attributes: attributes(26) }))).toBe(true);
});
