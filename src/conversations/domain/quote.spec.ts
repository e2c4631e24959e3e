import { quoteOf, shortened } from './quote.js';

describe('a quoted message', () => {
  it('stands whole up to a thousand characters', () => {
    expect(quoteOf('🙂'.repeat(1000))).toBe('🙂'.repeat(1000));
    expect(quoteOf('🙂'.repeat(1001))).toBe(`${'🙂'.repeat(999)}…`);
  });

  it('is never longer than asked for', () => expect(shortened('abcd', 3)).toBe('ab…'));
});
