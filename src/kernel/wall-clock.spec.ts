import { clockAhead, isTimeZone, localTime, momentOf, wallClock } from './wall-clock.js';

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

describe('the clock on the wall', () => {
  it('shows the date and the time of its zone', () => {
    expect(wallClock(new Date('2026-12-31T23:05:59Z'), 'Europe/Paris')).toEqual({
      date: '2027-01-01',
      time: '00:05',
    });
  });

  it('is ahead of Greenwich by what its zone says at that moment', () => {
    const hours = (iso: string, zone: string) => clockAhead(Date.parse(iso), zone) / 3_600_000;
    expect(hours('2026-03-29T00:59:59Z', 'Europe/Paris')).toBe(1);
    expect(hours('2026-03-29T01:00:00Z', 'Europe/Paris')).toBe(2);
    expect(hours('2026-07-01T00:00:00Z', 'America/St_Johns')).toBe(-2.5);
  });

  it('hangs in no zone that is none', () => {
    expect(['Europe/Paris', 'UTC', '', 'Mars/Olympus', 'Paris'].map(isTimeZone)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(() => wallClock(new Date(), 'Mars/Olympus')).toThrow('no such time zone');
  });
});
