import { DateTime } from 'luxon';

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
