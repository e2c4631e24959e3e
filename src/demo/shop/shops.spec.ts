import { shopTitle } from './shops.js';

it('names no page by what every object has', () => {
  const name = shopTitle('fjord', '/');
  for (const area of ['constructor', '__proto__', 'toString'])
    expect(shopTitle('fjord', `/${area}/1`)).toBe(name);
});
