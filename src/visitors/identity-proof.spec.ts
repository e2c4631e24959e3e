import { createHmac } from 'node:crypto';
import { isSignedId, readSignedClaims } from './identity-proof.js';

const SECRET = 'the secret of the site';
const NOW = new Date('2026-11-21T10:00:00Z');
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (claims: object, header: object = { alg: 'HS256', typ: 'JWT' }, secret = SECRET) => {
  const body = `${part(header)}.${part(claims)}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
};

describe('an identity signed by HMAC', () => {
  const signature = createHmac('sha256', SECRET).update('customer 7').digest('hex');

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

describe('an identity in a signed token', () => {
  it('is believed', () =>
    expect(readSignedClaims(SECRET, token({ sub: 'c-1' }), NOW)).toEqual({ sub: 'c-1' }));

  it('is believed until it expires', () => {
    const expires = { sub: 'c-1', exp: NOW.getTime() / 1000 + 60 };
    expect(readSignedClaims(SECRET, token(expires), NOW)).toEqual(expires);
    expect(readSignedClaims(SECRET, token(expires), new Date(NOW.getTime() + 61_000))).toBeNull();
  });

  it.each([
    ['signed with another secret', token({ sub: 'c-1' }, undefined, 'another')],
    ['not signed at all', `${part({ alg: 'none' })}.${part({ sub: 'c-1' })}.`],
    ['of another algorithm', token({ sub: 'c-1' }, { alg: 'HS512' })],
    ['not valid yet', token({ sub: 'c-1', nbf: NOW.getTime() / 1000 + 60 })],
    ['with an expiry of another type', token({ sub: 'c-1', exp: 'tomorrow' })],
    ['no token', 'abc'],
    ['a number', 12],
  ])('is refused when it is %s', (_, given) => expect(readSignedClaims(SECRET, given, NOW)).toBeNull());
});
