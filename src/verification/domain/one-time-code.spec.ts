import { secondsUntilAgain, typedCode } from './one-time-code.js';

describe('a one-time code', () => {
  it.each([
    ['123456', '123456'],
    [' 123 456 ', '123456'],
    ['123-456', '123456'],
    ['12.34.56', '123456'],
    ['12345', null],
    ['1234567', null],
    ['12345a', null],
    ['', null],
    [`${' '.repeat(60)}123456`, null],
    ['١٢٣٤٥٦', null],
  ])('typed as "%s" is %s', (typed, code) => {
    expect(typedCode(typed)).toBe(code);
  });

  it.each([
    [0, 30],
    [29_001, 1],
    [30_000, 0],
    [60_000, 0],
  ])('may be asked for anew %i ms after the last one in %i s', (past, seconds) => {
    const askedAt = new Date('2026-01-01T10:00:00Z');
    expect(secondsUntilAgain(askedAt, new Date(askedAt.getTime() + past))).toBe(seconds);
  });
});
