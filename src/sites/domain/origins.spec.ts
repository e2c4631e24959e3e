import { isAllowedOrigin, toOrigin } from './origins.js';

describe('the origins of a site', () => {
  it.each([
    ['https://shop.example/lamps?x=1', 'https://shop.example'],
    ['shop.example', 'https://shop.example'],
    [' HTTP://Shop.Example:8080/ ', 'http://shop.example:8080'],
    ['https://shop.example:443', 'https://shop.example'],
    ['ftp://shop.example', null],
    ['https://user@shop.example', null],
    ['https://*.shop.example', null],
    [' null ', null],
    ['bücher.example', 'https://xn--bcher-kva.example'],
    ['http://[2001:db8::1]:8080', 'http://[2001:db8::1]:8080'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ["http://a.test'unsafe-inline'", null],
    ['http://a.test;script-src', null],
    ['http://a.test,b.test', null],
    ['http://a.test"', null],
    ['http://a_b.test', null],
    ['http://(a.test)', null],
    ['javascript:alert(1)', null],
    ['', null],
    [`https://${'a'.repeat(60)}.example/${'x'.repeat(300 - 77)}`, `https://${'a'.repeat(60)}.example`],
    [`https://${'a'.repeat(60)}.example/${'x'.repeat(301 - 77)}`, null],
    ['shop.example/?to=https://other.example', 'https://shop.example'],
  ])('takes %j as %j', (text, origin) => expect(toOrigin(text)).toBe(origin));

  it('compares whole origins only', () => {
    const allowed = ['https://shop.example'];
    expect(isAllowedOrigin(allowed, 'https://shop.example')).toBe(true);
    expect(isAllowedOrigin(allowed, 'https://shop.example.evil.test')).toBe(false);
    expect(isAllowedOrigin(allowed, 'http://shop.example')).toBe(false);
    expect(isAllowedOrigin(allowed, 'null')).toBe(false);
    expect(isAllowedOrigin(allowed, undefined)).toBe(false);
    expect(isAllowedOrigin([undefined] as unknown as string[], undefined)).toBe(false);
  });
});
