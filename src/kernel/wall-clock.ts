import { DateTime, IANAZone } from 'luxon';

/** What the clock and the calendar on the wall of a zone show: the date as `2026-03-29`, the time as `09:05`. */
export function wallClock(at: Date, timeZone: string): { date: string; time: string } {
  const local = DateTime.fromJSDate(at, { zone: timeZone });
  if (!local.isValid) throw new Error('There is no such time zone.');
  return { date: local.toFormat('yyyy-MM-dd'), time: local.toFormat('HH:mm') };
}

/** By how many milliseconds that clock is ahead of UTC at a moment, given in milliseconds since 1970. */
export function clockAhead(at: number, timeZone: string): number {
  return IANAZone.create(timeZone).offset(at) * 60_000;
}

export function isTimeZone(name: string): boolean {
  try {
    return name !== '' && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/**
 * The moment at which the clock on the wall of a zone shows `2026-03-29T09:30`: the first of two where it is set back,
 * `skipped` where it is set forward past it.
 */
export function momentOf(local: string, timeZone: string): Date | 'unreadable' | 'skipped' {
  const read = DateTime.fromISO(local, { zone: timeZone });
  if (!LOCAL_TIME.test(local) || !read.isValid) return 'unreadable';
  if (read.toFormat("yyyy-MM-dd'T'HH:mm") !== local) return 'skipped';
  return new Date(Math.min(...read.getPossibleOffsets().map((each) => each.toMillis())));
}

/** What the clock on the wall of a zone shows, as a field for a date and a time holds it. */
export function localTime(at: Date, timeZone: string): string {
  return DateTime.fromJSDate(at, { zone: timeZone }).toFormat("yyyy-MM-dd'T'HH:mm");
}
