import { createHmac } from 'node:crypto';
import { expiryProblem, isSignedId, isSignedWhole, readJwt } from './identity-proof.js';

const SECRET = 'the secret of the site';
const NOW = new Date('2026-11-21T10:00:00Z');
const SECONDS = NOW.getTime() / 1000;
const hmac = (text: string, secret = SECRET) => createHmac('sha256', secret).update(text).digest('hex');
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (
  claims: object,
  header: object = { alg: 'HS256', typ: 'JWT' },
  { secret = SECRET, hash = 'sha256' } = {},
) => {
  const body = `${part(header)}.${part(claims)}`;
  return `${body}.${createHmac(hash, secret).update(body).digest('base64url')}`;
};
const exp = SECONDS + 600;
const WEEK = 7 * 24 * 3600;
const TOO_LONG = { refused: 'identity_valid_too_long', days: 7 };

describe('an id signed by HMAC', () => {
  const signature = hmac('customer 7');

  it('is believed', () => expect(isSignedId(SECRET, 'customer 7', signature)).toBe(true));

  it.each([
    ['of another id', 'customer 8', signature],
    ['missing', 'customer 7', undefined],
    ['empty', 'customer 7', ''],
    ['of another type', 'customer 7', 12],
    ['cut', 'customer 7', signature.slice(1)],
  ])('is refused when its signature is %s', (_, id, given) =>
    expect(isSignedId(SECRET, id, given)).toBe(false),
  );
});

describe('an identity signed as a whole', () => {
  const identity = {
    name: 'Ada “A.” Lovelace',
    id: 'c-1',
    attributes: { tier: 'gold', since: 1.0, vip: true },
  };
  const canonical =
    '{"attributes":{"since":1,"tier":"gold","vip":true},"id":"c-1","name":"Ada “A.” Lovelace"}';
  const signature = hmac(`causerie-identity-v2\n${canonical}`);

  it('is believed, in whatever order its parts come', () => {
    expect(isSignedWhole(SECRET, { ...identity, signature })).toBe(true);
    expect(
      isSignedWhole(SECRET, { signature, ...Object.fromEntries(Object.entries(identity).reverse()) }),
    ).toBe(true);
  });

  it.each([
    ['one part is another', { ...identity, name: 'Eve', signature }],
    [
      'one attribute is another',
      { ...identity, attributes: { ...identity.attributes, tier: 'platinum' }, signature },
    ],
    ['a part was added', { ...identity, email: 'eve@example.test', signature }],
    ['a part was taken away', { id: 'c-1', name: identity.name, signature }],
    ['it is signed without the prefix', { ...identity, signature: hmac(canonical) }],
    [
      'it is signed with another secret',
      { ...identity, signature: hmac(`causerie-identity-v2\n${canonical}`, 'x') },
    ],
    ['it is not signed', identity],
    ['it holds half a character', { id: '\ud800', signature: hmac('causerie-identity-v2\n') }],
    ['it is deep', { ...identity, attributes: { a: { b: {} } }, signature }],
  ])('is refused where %s', (_, given) => expect(isSignedWhole(SECRET, given)).toBe(false));

  it('is looked at in no time, however deep or long it is', () => {
    let deep: unknown[] = [];
    for (let depth = 0; depth < 200_000; depth += 1) deep = [deep];
    expect(isSignedWhole(SECRET, { id: 'c-1', deep, signature })).toBe(false);
    expect(isSignedWhole(SECRET, { id: 'c-1', long: Array(100_000).fill(1), signature })).toBe(false);
  });

  it('is good until it expires, and a minute longer for clocks that disagree', () => {
    expect(expiryProblem(undefined, NOW)).toBeNull();
    expect(expiryProblem(SECONDS - 59, NOW)).toBeNull();
    expect(expiryProblem(SECONDS - 61, NOW)).toEqual({ refused: 'identity_expired' });
    expect(expiryProblem('tomorrow', NOW)).toEqual({ refused: 'identity_claim', claim: 'exp' });
  });

  it('is good for a week at most', () => {
    expect(expiryProblem(SECONDS + WEEK, NOW)).toBeNull();
    expect(expiryProblem(SECONDS + WEEK + 61, NOW)).toEqual(TOO_LONG);
  });
});

describe('an identity in a signed token', () => {
  const terms = { now: NOW, audience: null, issuer: null };
  const read = (given: unknown, more: object = {}) => readJwt(SECRET, given, { ...terms, ...more });

  it('is believed', async () =>
    expect(await read(token({ sub: 'c-1', exp }))).toEqual({ claims: { sub: 'c-1', exp } }));

  it('may be a minute early or late, by the clock of a partner', async () => {
    expect(await read(token({ sub: 'c-1', exp: SECONDS - 59 }))).toHaveProperty('claims');
    expect(await read(token({ sub: 'c-1', exp: SECONDS - 61 }))).toEqual({ refused: 'identity_expired' });
    expect(await read(token({ sub: 'c-1', exp, nbf: SECONDS + 59 }))).toHaveProperty('claims');
    expect(await read(token({ sub: 'c-1', exp, nbf: SECONDS + 61 }))).toEqual({
      refused: 'identity_not_yet_valid',
    });
  });

  it('is good for a week at most', async () => {
    expect(await read(token({ sub: 'c-1', exp: SECONDS + WEEK }))).toHaveProperty('claims');
    expect(await read(token({ sub: 'c-1', exp: SECONDS + WEEK + 61 }))).toEqual(TOO_LONG);
    expect(await read(token({ sub: 'c-1', exp: SECONDS + 100 * WEEK, iat: SECONDS }))).toEqual(TOO_LONG);
  });

  it('was not issued in the future', async () => {
    expect(await read(token({ sub: 'c-1', exp, iat: SECONDS + 59 }))).toHaveProperty('claims');
    expect(await read(token({ sub: 'c-1', exp, iat: SECONDS + 61 }))).toEqual({
      refused: 'identity_not_yet_valid',
    });
  });

  it('says for whom and from whom it is, where the site asks for that', async () => {
    const ours = token({ sub: 'c-1', exp, aud: 'causerie', iss: 'shop' });
    expect(await read(ours, { audience: 'causerie', issuer: 'shop' })).toHaveProperty('claims');
    expect(await read(ours, { audience: 'others' })).toEqual({ refused: 'identity_claim', claim: 'aud' });
    expect(await read(ours, { issuer: 'others' })).toEqual({ refused: 'identity_claim', claim: 'iss' });
    expect(await read(token({ sub: 'c-1', exp }), { audience: 'causerie' })).toEqual({
      refused: 'identity_claim',
      claim: 'aud',
    });
  });

  it.each([
    ['without an expiry', token({ sub: 'c-1' }), { refused: 'identity_claim', claim: 'exp' }],
    ['without a subject', token({ exp }), { refused: 'identity_claim', claim: 'sub' }],
    [
      'with an expiry of another type',
      token({ sub: 'c-1', exp: 'tomorrow' }),
      { refused: 'identity_claim', claim: 'exp' },
    ],
    ['signed with another secret', token({ sub: 'c-1', exp }, undefined, { secret: 'another' })],
    ['not signed at all', `${part({ alg: 'none' })}.${part({ sub: 'c-1', exp })}.`],
    ['of another algorithm', token({ sub: 'c-1', exp }, { alg: 'HS512' }, { hash: 'sha512' })],
    [
      'one that asks for what we do not know',
      token({ sub: 'c-1', exp }, { alg: 'HS256', crit: ['x'], x: 1 }),
    ],
    ['no token', 'abc'],
    ['a number', 12],
    ['endless', 'a'.repeat(10_000)],
  ])('is refused when it is %s', async (_, given, refused: object = { refused: 'identity_unsigned' }) =>
    expect(await read(given)).toEqual(refused),
  );
});
