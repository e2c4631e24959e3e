import { siteOrigins } from './site-origins.js';

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
