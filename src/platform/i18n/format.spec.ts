import { formatDate, formatSize, formatWait } from './format.js';

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

describe('a date', () => {
  const at = new Date('2026-11-20T15:04:00Z');

  it('is worded alike in mails, pages and browsers', () => {
    expect(formatDate('en', at, 'date-time')).toBe('20 Nov 2026, 15:04');
    expect(formatDate('en', at, 'date')).toBe('20 November 2026');
    expect(formatDate('fr', at, 'date')).toBe('20 novembre 2026');
  });

  it('has an ordinal in French on the first of a month, and there alone', () => {
    const first = new Date('2026-12-01T15:04:00Z');
    expect(formatDate('fr', first, 'date')).toBe('1er décembre 2026');
    expect(formatDate('fr', first, 'day')).toBe('mar. 1er déc.');
    expect(formatDate('fr', first, 'date-time')).toBe('1er déc. 2026, 15:04');
    expect(formatDate('fr', new Date('2026-12-11T15:04:00Z'), 'date')).toBe('11 décembre 2026');
    expect(formatDate('en', first, 'date')).toBe('1 December 2026');
  });

  it('is the one of the zone', () => {
    expect(formatDate('en', new Date('2026-11-20T23:30:00Z'), 'date', 'Europe/Paris')).toBe(
      '21 November 2026',
    );
  });
});

describe('a wait', () => {
  it('is worded in what one counts it by, and is never too short', () => {
    expect([1, 59, 100, 3400, 7200].map((seconds) => formatWait('en', seconds))).toEqual([
      '1 second',
      '59 seconds',
      '2 minutes',
      '57 minutes',
      '2 hours',
    ]);
    expect(formatWait('fr', 130)).toBe('3 minutes');
    expect(formatWait('de', 3_000)).toBe('50 Minuten');
  });
});
