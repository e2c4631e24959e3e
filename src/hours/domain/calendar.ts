const DAY_MS = 86_400_000;
const DATE = /^20\d{2}-\d{2}-\d{2}$/;

/** Whether it is a day of the calendar, within this century. */
export function isDate(text: unknown): text is string {
  return typeof text === 'string' && DATE.test(text) && laterBy(text, 0) === text;
}

/** The date so many days later, or earlier. */
export function laterBy(date: string, days: number): string {
  const at = new Date(utc(date, '00:00') + days * DAY_MS);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString().slice(0, 10);
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: string): number {
  return new Date(utc(date, '00:00')).getUTCDay() || 7;
}

/** Milliseconds since 1970, if that were the date and the time in Greenwich; `24:00` is the end of the day. */
export function utc(date: string, time: string): number {
  return (
    Date.parse(`${date}T00:00:00Z`) + Number(time.slice(0, 2)) * 3_600_000 + Number(time.slice(3)) * 60_000
  );
}
