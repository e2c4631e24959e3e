import { newId } from '../kernel/index.js';
import { readSiteKey, siteKey } from './site-key.js';

describe('a site key', () => {
  it('carries the brand and the site', () => {
    const [brandId, siteId] = [newId(), newId()];
    expect(readSiteKey(siteKey(brandId, siteId))).toEqual({ brandId, siteId });
  });

  it.each([
    ['too short', 'abc'],
    ['not an id', 'A'.repeat(43)],
    ['a number', 12],
    ['nothing', undefined],
    ['a path', '../../etc/passwd'.padEnd(43, 'x')],
  ])('is refused when it is %s', (_, key) => expect(readSiteKey(key)).toBeNull());
});
