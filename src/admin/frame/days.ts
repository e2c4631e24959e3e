import { DateTime } from 'luxon';
import { formatDate } from '../../platform/index.js';

/** The instant at which a day of the reader's begins, from what a date field holds; null where it holds none. */
export function startOfDay(day: unknown, zone: string, later = 0): Date | null {
  if (typeof day !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const begins = DateTime.fromISO(day, { zone }).plus({ days: later });
  return begins.isValid ? begins.toJSDate() : null;
}

/** The other way round: empty for no instant. */
export function dayOf(at: Date | null, zone: string, later = 0): string {
  return (at && DateTime.fromJSDate(at, { zone }).plus({ days: later }).toISODate()) ?? '';
}

/** A day as people say it, whatever zone it is of; as it was typed where it is none. */
export function presentDay(locale: string, day: string | null): string {
  const at = startOfDay(day, 'UTC');
  return at ? formatDate(locale, at, 'date', 'UTC') : (day ?? '');
}
