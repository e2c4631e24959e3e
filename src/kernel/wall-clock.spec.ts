import { localTime, momentOf } from './wall-clock.js';

describe('a date and a time in a zone', () => {
  const paris = (local: string) => {
    const moment = momentOf(local, 'Europe/Paris');
    return moment instanceof Date ? moment.toISOString() : moment;
  };

  it.each([
    ['2026-03-02T09:30', '2026-03-02T08:30:00.000Z'],
    ['2026-07-14T00:00', '2026-07-13T22:00:00.000Z'],
    ['2028-02-29T12:00', '2028-02-29T11:00:00.000Z'],
  ])('%s is one moment', (local, moment) => expect(paris(local)).toBe(moment));

  it.each(['2026-03-29T02:00', '2026-03-29T02:30', '2026-03-29T02:59'])(
    '%s is no moment: clocks are set forward past it',
    (local) => expect(paris(local)).toBe('skipped'),
  );

  it('stands next to a gap without being in it', () => {
    expect(paris('2026-03-29T01:59')).toBe('2026-03-29T00:59:00.000Z');
    expect(paris('2026-03-29T03:00')).toBe('2026-03-29T01:00:00.000Z');
  });

  it('is the first of two where clocks are set back', () => {
    expect(paris('2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z');
  });

  it.each(['', 'tomorrow', '2026-02-30T09:00', '2026-03-02', '2026-03-02T25:00', '2026-03-02T09:30:00Z'])(
    '%s cannot be read',
    (local) => expect(paris(local)).toBe('unreadable'),
  );

  it('reads as it was written', () => {
    expect(localTime(new Date('2026-07-14T22:05:40Z'), 'Europe/Paris')).toBe('2026-07-15T00:05');
  });
});
