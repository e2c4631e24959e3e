import { isOpen, nextChange, openSecondsBetween } from './opening.js';
import { aroundTheClock, type HoursException, type OpeningSpan, type Schedule } from './schedule.js';

const HOUR = 3600;
const span = (day: number, from: string, to: string): OpeningSpan => ({ day, from, to });
const workdays = (from: string, to: string) => [1, 2, 3, 4, 5].map((day) => span(day, from, to));
const closed = (date: string, label = ''): HoursException => ({ date, label, ranges: [] });
const zoned = (timeZone: string, weekly: OpeningSpan[], exceptions: HoursException[] = []): Schedule => ({
  timeZone,
  weekly,
  exceptions,
});
const at = (iso: string) => new Date(iso);
const openAt = (schedule: Schedule, iso: string) => isOpen(schedule, at(iso));
const next = (schedule: Schedule, iso: string) => nextChange(schedule, at(iso))?.toISOString() ?? null;
const hours = (schedule: Schedule, from: string, to: string) =>
  openSecondsBetween(schedule, at(from), at(to)) / HOUR;

describe('a week of office hours', () => {
  const office = zoned('Europe/Paris', workdays('09:00', '18:00'));

  it('is open from the first minute to the last', () => {
    expect(openAt(office, '2026-03-02T07:59:59Z')).toBe(false);
    expect(openAt(office, '2026-03-02T08:00:00Z')).toBe(true);
    expect(openAt(office, '2026-03-02T16:59:59Z')).toBe(true);
    expect(openAt(office, '2026-03-02T17:00:00Z')).toBe(false);
    expect(openAt(office, '2026-03-07T10:00:00Z')).toBe(false);
  });

  it('closes next in the evening, and opens next in the morning or on Monday', () => {
    expect(next(office, '2026-03-02T10:00:00Z')).toBe('2026-03-02T17:00:00.000Z');
    expect(next(office, '2026-03-02T08:00:00Z')).toBe('2026-03-02T17:00:00.000Z');
    expect(next(office, '2026-03-02T17:00:00Z')).toBe('2026-03-03T08:00:00.000Z');
    expect(next(office, '2026-03-06T20:00:00Z')).toBe('2026-03-09T08:00:00.000Z');
  });

  it('counts what was open of a time, and none of it backwards', () => {
    expect(hours(office, '2026-03-02T00:00:00Z', '2026-03-09T00:00:00Z')).toBe(45);
    expect(hours(office, '2026-03-02T16:30:00Z', '2026-03-03T08:30:00Z')).toBe(1);
    expect(hours(office, '2026-03-02T09:00:00Z', '2026-03-02T09:30:00Z')).toBe(0.5);
    expect(hours(office, '2026-03-03T09:00:00Z', '2026-03-02T09:00:00Z')).toBe(0);
  });
});

describe('two ranges of a day', () => {
  const shop = zoned('UTC', [span(1, '09:00', '12:00'), span(1, '14:00', '18:00')]);

  it('have a break between them', () => {
    expect(openAt(shop, '2026-03-02T12:30:00Z')).toBe(false);
    expect(next(shop, '2026-03-02T10:00:00Z')).toBe('2026-03-02T12:00:00.000Z');
    expect(next(shop, '2026-03-02T12:30:00Z')).toBe('2026-03-02T14:00:00.000Z');
    expect(hours(shop, '2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z')).toBe(7);
  });

  it('are one where they touch or overlap', () => {
    const touching = zoned('UTC', [span(1, '09:00', '12:00'), span(1, '12:00', '18:00')]);
    const overlapping = zoned('UTC', [span(1, '09:00', '15:00'), span(1, '10:00', '14:00')]);
    expect(next(touching, '2026-03-02T10:00:00Z')).toBe('2026-03-02T18:00:00.000Z');
    expect(hours(overlapping, '2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z')).toBe(6);
  });
});

describe('a range that ends on the next day', () => {
  const friday = zoned('UTC', [span(5, '22:00', '02:00')]);

  it('goes on over midnight, and only after its own day', () => {
    expect(openAt(friday, '2026-03-06T23:00:00Z')).toBe(true);
    expect(openAt(friday, '2026-03-07T01:59:00Z')).toBe(true);
    expect(openAt(friday, '2026-03-07T02:00:00Z')).toBe(false);
    expect(openAt(friday, '2026-03-06T01:00:00Z')).toBe(false);
    expect(openAt(friday, '2026-03-08T01:00:00Z')).toBe(false);
    expect(next(friday, '2026-03-07T00:30:00Z')).toBe('2026-03-07T02:00:00.000Z');
    expect(hours(friday, '2026-03-07T00:00:00Z', '2026-03-08T00:00:00Z')).toBe(2);
  });

  it('goes on from Sunday into Monday', () => {
    const sunday = zoned('UTC', [span(7, '20:00', '04:00')]);
    expect(openAt(sunday, '2026-03-09T03:00:00Z')).toBe(true);
    expect(openAt(sunday, '2026-03-10T03:00:00Z')).toBe(false);
  });

  it('lasts a whole day where it ends when it begins', () => {
    const round = zoned('UTC', [span(5, '08:00', '08:00')]);
    expect(openAt(round, '2026-03-06T08:00:00Z')).toBe(true);
    expect(openAt(round, '2026-03-07T07:59:00Z')).toBe(true);
    expect(openAt(round, '2026-03-07T08:00:00Z')).toBe(false);
    expect(hours(round, '2026-03-01T00:00:00Z', '2026-03-31T00:00:00Z')).toBe(4 * 24);
  });

  it('is not what a range of one day is on the day after', () => {
    expect(openAt(zoned('UTC', [span(5, '09:00', '18:00')]), '2026-03-07T10:00:00Z')).toBe(false);
  });
});

describe('whole days', () => {
  it('run into each other', () => {
    const weekend = zoned('UTC', [span(6, '00:00', '24:00'), span(7, '00:00', '24:00')]);
    expect(next(weekend, '2026-03-07T12:00:00Z')).toBe('2026-03-09T00:00:00.000Z');
    expect(hours(weekend, '2026-03-02T00:00:00Z', '2026-03-09T00:00:00Z')).toBe(48);
  });

  it('of every week never change', () => {
    const always = aroundTheClock('Europe/Paris');
    expect(openAt(always, '2026-03-29T01:00:00Z')).toBe(true);
    for (const zone of ['Europe/Paris', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'])
      expect(next(aroundTheClock(zone), '2026-03-02T12:00:00Z')).toBeNull();
    expect(hours(always, '2026-03-28T00:00:00Z', '2026-03-30T00:00:00Z')).toBe(48);
  });

  it('none of which there are never open', () => {
    const never = zoned('Europe/Paris', []);
    expect(openAt(never, '2026-03-02T12:00:00Z')).toBe(false);
    expect(next(never, '2026-03-02T12:00:00Z')).toBeNull();
    expect(hours(never, '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z')).toBe(0);
  });
});

describe('an exception', () => {
  it('closes its date, and no other', () => {
    const office = zoned('Europe/Paris', workdays('09:00', '18:00'), [closed('2026-12-25', 'Noël')]);
    expect(openAt(office, '2026-12-25T10:00:00Z')).toBe(false);
    expect(openAt(office, '2026-12-24T10:00:00Z')).toBe(true);
    expect(next(office, '2026-12-24T18:00:00Z')).toBe('2026-12-28T08:00:00.000Z');
    expect(hours(office, '2026-12-21T00:00:00Z', '2026-12-28T00:00:00Z')).toBe(36);
  });

  it('has ranges of its own instead of those of the week', () => {
    const eve = { date: '2026-12-24', label: '', ranges: [{ from: '10:00', to: '14:00' }] };
    const office = zoned('UTC', workdays('09:00', '18:00'), [eve]);
    expect(openAt(office, '2026-12-24T09:30:00Z')).toBe(false);
    expect(openAt(office, '2026-12-24T13:59:00Z')).toBe(true);
    expect(openAt(office, '2026-12-24T15:00:00Z')).toBe(false);
  });

  it('opens a day that is closed in other weeks', () => {
    const sunday = { date: '2026-12-20', label: '', ranges: [{ from: '10:00', to: '16:00' }] };
    expect(openAt(zoned('UTC', workdays('09:00', '18:00'), [sunday]), '2026-12-20T12:00:00Z')).toBe(true);
    expect(next(zoned('UTC', [], [sunday]), '2026-03-01T12:00:00Z')).toBe('2026-12-20T10:00:00.000Z');
  });

  it('does not end what began the day before, and ends at its own time on the day after', () => {
    const nights = [1, 2, 3, 4, 5, 6, 7].map((day) => span(day, '20:00', '02:00'));
    const bar = zoned('UTC', nights, [closed('2026-12-25')]);
    expect(openAt(bar, '2026-12-25T01:00:00Z')).toBe(true);
    expect(openAt(bar, '2026-12-25T21:00:00Z')).toBe(false);
    expect(openAt(bar, '2026-12-26T01:00:00Z')).toBe(false);
    expect(next(bar, '2026-12-25T03:00:00Z')).toBe('2026-12-26T20:00:00.000Z');
    const late = { date: '2026-12-31', label: '', ranges: [{ from: '22:00', to: '05:00' }] };
    expect(openAt(zoned('UTC', [], [late]), '2027-01-01T04:59:00Z')).toBe(true);
    expect(next(zoned('UTC', nights, [late]), '2026-12-31T23:00:00Z')).toBe('2027-01-01T05:00:00.000Z');
  });

  it('on the day that somebody’s clock shows, and not on Greenwich’s', () => {
    const tokyo = zoned('Asia/Tokyo', aroundTheClock('Asia/Tokyo').weekly, [closed('2027-01-01')]);
    expect(openAt(tokyo, '2026-12-31T14:59:00Z')).toBe(true);
    expect(openAt(tokyo, '2026-12-31T15:00:00Z')).toBe(false);
    expect(next(tokyo, '2026-12-31T12:00:00Z')).toBe('2026-12-31T15:00:00.000Z');
    expect(next(tokyo, '2026-12-31T20:00:00Z')).toBe('2027-01-01T15:00:00.000Z');
  });

  it('is looked for up to a year ahead', () => {
    const far = (date: string) =>
      zoned('UTC', [], [{ date, label: '', ranges: [{ from: '10:00', to: '12:00' }] }]);
    expect(next(far('2027-02-28'), '2026-03-01T00:00:00Z')).toBe('2027-02-28T10:00:00.000Z');
    expect(next(far('2028-02-28'), '2026-03-01T00:00:00Z')).toBeNull();
  });
});

describe('where clocks are set forward, from 02:00 to 03:00', () => {
  const night = (from: string, to: string) => zoned('Europe/Paris', [span(7, from, to)]);
  const sunday = ['2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'] as const;

  it('a range around it is an hour shorter', () => expect(hours(night('00:00', '06:00'), ...sunday)).toBe(5));

  it('one that begins in what is skipped begins after it', () => {
    expect(next(night('02:30', '06:00'), sunday[0])).toBe('2026-03-29T01:00:00.000Z');
    expect(openAt(night('02:30', '06:00'), '2026-03-29T00:59:00Z')).toBe(false);
    expect(openAt(night('02:30', '06:00'), '2026-03-29T01:00:00Z')).toBe(true);
  });

  it('one that ends in it ends before it', () => {
    expect(next(night('00:00', '02:30'), '2026-03-29T00:00:00Z')).toBe('2026-03-29T01:00:00.000Z');
    expect(hours(night('00:00', '02:30'), ...sunday)).toBe(2);
  });

  it('one within it does not take place', () => {
    expect(hours(night('02:10', '02:50'), ...sunday)).toBe(0);
    expect(next(night('02:10', '02:50'), '2026-03-29T00:00:00Z')).toBe('2026-04-05T00:10:00.000Z');
  });
});

describe('where clocks are set back, from 03:00 to 02:00', () => {
  const night = (from: string, to: string) => zoned('Europe/Paris', [span(7, from, to)]);
  const sunday = ['2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'] as const;

  it('a range around it is an hour longer', () => expect(hours(night('00:00', '06:00'), ...sunday)).toBe(7));

  it('what comes twice is open twice', () => {
    const twice = night('02:10', '02:50');
    expect(hours(twice, ...sunday)).toBeCloseTo(80 / 60);
    expect(openAt(twice, '2026-10-25T00:30:00Z')).toBe(true);
    expect(openAt(twice, '2026-10-25T00:55:00Z')).toBe(false);
    expect(openAt(twice, '2026-10-25T01:30:00Z')).toBe(true);
    expect(next(twice, '2026-10-25T00:55:00Z')).toBe('2026-10-25T01:10:00.000Z');
  });

  it('a whole day has its 25 hours, and midnight may be what comes twice', () => {
    const cairo = zoned('Africa/Cairo', aroundTheClock('').weekly);
    expect(next(cairo, '2026-10-29T12:00:00Z')).toBeNull();
    expect(hours(zoned('Europe/Paris', [span(7, '00:00', '24:00')]), ...sunday)).toBe(25);
  });
});

it('a date that a place has left out has no hours', () => {
  const samoa = zoned('Pacific/Apia', workdays('09:00', '18:00'));
  expect(hours(samoa, '2011-12-29T10:00:00Z', '2011-12-31T10:00:00Z')).toBe(9);
  expect(next(samoa, '2011-12-30T05:00:00Z')).toBe('2012-01-01T19:00:00.000Z');
});
