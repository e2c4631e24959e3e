import type { OpeningRange, OpeningSpan } from '../../hours/index.js';
import { WEEKDAYS } from '../../hours/index.js';

/** The 5th of January 2026 was a Monday. */
const FIRST_MONDAY = 5;

/** "Monday", "lundi" for 1. */
export function dayName(locale: string, day: number): string {
  const at = new Date(Date.UTC(2026, 0, FIRST_MONDAY + day - 1));
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(at);
}

/** "Monday–Friday 09:00–18:00; Saturday 10:00–16:00": days that follow each other are told at once. */
export function tellWeek(locale: string, weekly: readonly OpeningSpan[]): string {
  const stretches: { first: number; last: number; ranges: string }[] = [];
  for (const day of WEEKDAYS) {
    const ranges = tellRanges(weekly.filter((span) => span.day === day));
    const before = stretches.at(-1);
    if (before?.ranges === ranges) before.last = day;
    else stretches.push({ first: day, last: day, ranges });
  }
  return stretches
    .filter(({ ranges }) => ranges !== '')
    .map(({ first, last, ranges }) => `${daysFrom(locale, first, last)} ${ranges}`)
    .join('; ');
}

/** "09:00–12:00, 14:00–18:00"; empty for none. */
export function tellRanges(ranges: readonly OpeningRange[]): string {
  return ranges.map(({ from, to }) => `${from}–${to}`).join(', ');
}

function daysFrom(locale: string, first: number, last: number): string {
  return [...new Set([first, last])].map((day) => dayName(locale, day)).join('–');
}
