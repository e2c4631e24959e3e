import { formatSize } from './format.js';

describe('a size', () => {
  it('is worded as one reads it, also where it is only some bytes', () => {
    expect([53, 12_300, 9_900_000].map((bytes) => formatSize('en', bytes))).toEqual([
      '53 bytes',
      '12.3 kB',
      '9.9 MB',
    ]);
    expect([53, 12_300].map((bytes) => formatSize('fr', bytes).replace(/\s/g, ' '))).toEqual([
      '53 octets',
      '12,3 ko',
    ]);
  });
});
