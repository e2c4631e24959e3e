import { DateTime } from 'luxon';

/** What the clock on the wall of a zone shows: the day of the week, 1 for Monday to 7 for Sunday, and the time as `09:05`. */
export function wallClock(at: Date, timeZone: string): { weekday: number; time: string } {
  const local = DateTime.fromJSDate(at, { zone: timeZone });
  if (!local.isValid) throw new Error('There is no such time zone.');
  return { weekday: local.weekday, time: local.toFormat('HH:mm') };
}
