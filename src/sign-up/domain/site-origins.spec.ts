import { siteOrigins, withScheme } from './site-origins.js';

describe('an address as it was typed', () => {
  it.each([
    ['shop.example', 'shop.example'],
    [' localhost:4000 ', 'http://localhost:4000'],
    ['localhost', 'http://localhost'],
    ['Shop.localhost/cart', 'http://Shop.localhost/cart'],
    ['127.0.0.1:80', 'http://127.0.0.1:80'],
    ['localhost.example', 'localhost.example'],
    ['https://localhost', 'https://localhost'],
    ['my-localhost', 'my-localhost'],
  ])('"%s" is %s', (typed, address) => {
    expect(withScheme(typed)).toBe(address);
  });
});

describe('the origins of a first site', () => {
  it.each([
    ['https://shop.example', ['https://shop.example', 'https://www.shop.example']],
    ['https://www.shop.example', ['https://www.shop.example', 'https://shop.example']],
    ['https://www.example', ['https://www.example']],
    ['http://shop.example:8080', ['http://shop.example:8080', 'http://www.shop.example:8080']],
    ['https://3.shop.example', ['https://3.shop.example', 'https://www.3.shop.example']],
    ['https://shop.example2', ['https://shop.example2', 'https://www.shop.example2']],
    ['http://localhost:4000', ['http://localhost:4000']],
    ['http://shop.localhost:4000', ['http://shop.localhost:4000']],
    ['http://127.0.0.1:4000', ['http://127.0.0.1:4000']],
    ['http://[::1]:4000', ['http://[::1]:4000']],
  ])('typed %s are %j', (origin, origins) => {
    expect(siteOrigins(origin)).toEqual(origins);
  });
});
