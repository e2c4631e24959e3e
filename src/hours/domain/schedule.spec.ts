import { isDate, laterBy, weekdayOf } from './calendar.js';
import { inOrder, isRange, isSpan, overlap, type OpeningRange, type OpeningSpan } from './schedule.js';

const span = (day: number, from: string, to: string): OpeningSpan => ({ day, from, to });
const ranges = (...texts: string[]): OpeningRange[] =>
  texts.map((text) => ({ from: text.slice(0, 5), to: text.slice(6) }));

it.each([
  [span(1, '09:00', '18:00'), true],
  [span(7, '00:00', '24:00'), true],
  [span(4, '19:59', '23:59'), true],
  [span(4, '22:00', '02:00'), true],
  [span(0, '09:00', '18:00'), false],
  [span(8, '09:00', '18:00'), false],
  [span(1.5, '09:00', '18:00'), false],
  [span(1, '24:00', '18:00'), false],
  [span(1, '09:00', '24:01'), false],
  [span(1, '9:00', '18:00'), false],
  [span(1, '09:60', '18:00'), false],
  [span(1, '09:00', '18:0'), false],
  [span(1, '109:00', '18:00'), false],
  [span(1, '09:000', '18:00'), false],
  [span(1, '09:00', ''), false],
  [span(1, ['09:00'] as unknown as string, '18:00'), false],
  [span(1, '09:00', null as unknown as string), false],
])('%j is a span: %s', (given, expected) => {
  expect(isSpan(given)).toBe(expected);
  if (given.day === 1) expect(isRange(given)).toBe(expected);
});

it.each([
  [ranges('09:00-12:00', '14:00-18:00'), false],
  [ranges('14:00-18:00', '09:00-14:00'), false],
  [ranges('09:00-12:01', '12:00-18:00'), true],
  [ranges('12:00-18:00', '09:00-12:01'), true],
  [ranges('20:00-02:00', '22:00-23:00'), true],
  [ranges('20:00-02:00', '09:00-18:00'), false],
  [ranges('09:00-09:00', '10:00-11:00'), true],
  [ranges('00:00-24:00'), false],
  [[], false],
])('%j overlap: %s', (given, expected) => expect(overlap(given)).toBe(expected));

it.each([
  ['2026-12-25', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['1999-12-31', false],
  ['2100-01-01', false],
  ['2026-1-1', false],
  ['2026-12-25T00:00', false],
  [' 2026-12-25', false],
  ['', false],
  [20261225, false],
  [['2026-12-25'], false],
])('%j is a date: %s', (given, expected) => expect(isDate(given)).toBe(expected));

it('counts days over the ends of months and years, and weeks from Monday', () => {
  expect(laterBy('2026-02-28', 1)).toBe('2026-03-01');
  expect(laterBy('2027-01-01', -1)).toBe('2026-12-31');
  expect(['2026-03-02', '2026-03-07', '2026-03-08'].map(weekdayOf)).toEqual([1, 6, 7]);
});

it('is stored in the order of time, with midnight as the end of a day', () => {
  expect(
    inOrder({
      timeZone: null,
      weekly: [span(2, '14:00', '00:00'), span(2, '09:00', '12:00'), span(1, '00:00', '00:00')],
      exceptions: [
        { date: '2027-01-01', label: ' New Year ', ranges: ranges('15:00-00:00', '09:00-12:00') },
        { date: '2026-12-25', label: '', ranges: [] },
        { date: '2027-05-01', label: '', ranges: [] },
      ],
    }),
  ).toEqual({
    timeZone: null,
    weekly: [span(1, '00:00', '24:00'), span(2, '09:00', '12:00'), span(2, '14:00', '24:00')],
    exceptions: [
      { date: '2026-12-25', label: '', ranges: [] },
      { date: '2027-01-01', label: 'New Year', ranges: ranges('09:00-12:00', '15:00-24:00') },
      { date: '2027-05-01', label: '', ranges: [] },
    ],
  });
});
