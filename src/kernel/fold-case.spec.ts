import { foldCase, normalAddress } from './fold-case.js';

describe('folding the case', () => {
  it.each([
    ['ABC', 'abc'],
    ['LİLİ@example.org', 'lili@example.org'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['\u212Aarim', 'karim'],
    ['Straße', 'straße'],
    ['𐐀', '𐐨'],
    ['', ''],
  ])('makes %s %s', (text, folded) => expect(foldCase(text)).toBe(folded));

  it('compares addresses in whichever way their marks are written', () => {
    expect(normalAddress(' Zoe\u0308@Example.org ')).toBe(normalAddress('ZOË@example.org'));
  });
});
