import { clockAhead, wallClock } from '../../kernel/index.js';
import { laterBy, utc, weekdayOf } from './calendar.js';
import { goesOvernight, type OpeningRange, type Schedule } from './schedule.js';

/** In milliseconds since 1970; the end does not belong to it. */
interface Stretch {
  start: number;
  end: number;
}

/** The clocks of zones are at most so far ahead of Greenwich, or behind it. */
const FARTHEST_MS = 15 * 3_600_000;
/** One more than a week, so that each kind of day is looked at whole. */
const SOON_DAYS = 9;
const FARTHEST_DAYS = 370;

/**
 * Whether it is open at a moment, by the clock on the wall. On the days when clocks change the wall decides too: an hour
 * that is skipped is not open, one that comes twice is open twice.
 */
export function isOpen(schedule: Schedule, at: Date): boolean {
  const { date, time } = wallClock(at, schedule.timeZone);
  return (
    rangesOn(schedule, date).some(
      (range) => time >= range.from && (goesOvernight(range) || time < range.to),
    ) || rangesOn(schedule, laterBy(date, -1)).some((range) => goesOvernight(range) && time < range.to)
  );
}

/** When it opens or closes next; null where that is not within a year. */
export function nextChange(schedule: Schedule, at: Date): Date | null {
  return changeWithin(schedule, at, SOON_DAYS) ?? changeWithin(schedule, at, FARTHEST_DAYS);
}

/** How many seconds between two moments were open. */
export function openSecondsBetween(schedule: Schedule, from: Date, to: Date): number {
  const last = wallClock(to, schedule.timeZone).date;
  const [first, until] = [from.getTime(), to.getTime()];
  return stretches(schedule, wallClock(from, schedule.timeZone).date, last).reduce(
    (sum, { start, end }) => sum + Math.max(0, Math.min(end, until) - Math.max(start, first)) / 1000,
    0,
  );
}

function changeWithin(schedule: Schedule, at: Date, days: number): Date | null {
  const { date } = wallClock(at, schedule.timeZone);
  const last = laterBy(date, days);
  const now = at.getTime();
  const next = stretches(schedule, date, last).find(({ end }) => end > now);
  if (!next) return null;
  const change = next.start > now ? next.start : next.end;
  // What reaches the last day that was looked at may go on after it.
  return change < utc(last, '00:00') - FARTHEST_MS ? new Date(change) : null;
}

/** What is open on these dates, and what goes on into the first of them, in the order of time and without gaps of nothing. */
function stretches(schedule: Schedule, first: string, last: string): Stretch[] {
  const found: Stretch[] = [];
  for (let date = laterBy(first, -1); date <= last; date = laterBy(date, 1))
    for (const range of rangesOn(schedule, date)) found.push(...stretchesOf(date, range, schedule.timeZone));
  found.sort((one, two) => one.start - two.start);
  const merged: Stretch[] = [];
  for (const stretch of found) {
    const before = merged.at(-1);
    if (before && stretch.start <= before.end) before.end = Math.max(before.end, stretch.end);
    else merged.push({ ...stretch });
  }
  return merged;
}

function rangesOn({ weekly, exceptions }: Schedule, date: string): readonly OpeningRange[] {
  const exception = exceptions.find((each) => each.date === date);
  if (exception) return exception.ranges;
  const weekday = weekdayOf(date);
  return weekly.filter(({ day }) => day === weekday);
}

/** The moments at which the wall shows that range: one stretch, or one before and one after clocks are changed within it. */
function stretchesOf(date: string, range: OpeningRange, timeZone: string): Stretch[] {
  const start = utc(date, range.from);
  const end = utc(goesOvernight(range) ? laterBy(date, 1) : date, range.to);
  const [earliest, latest] = [start - FARTHEST_MS, end + FARTHEST_MS];
  const [before, after] = [clockAhead(earliest, timeZone), clockAhead(latest, timeZone)];
  if (before === after) return [{ start: start - before, end: end - before }];
  const changed = changeOfClocks(earliest, latest, timeZone);
  return [
    { start: start - before, end: Math.min(end - before, changed) },
    { start: Math.max(start - after, changed), end: end - after },
  ].filter((stretch) => stretch.start < stretch.end);
}

/** The first moment at which clocks no longer show what they did at the earliest one; they change once in between. */
function changeOfClocks(earliest: number, latest: number, timeZone: string): number {
  const before = clockAhead(earliest, timeZone);
  let [unchanged, changed] = [earliest, latest];
  while (changed - unchanged > 1) {
    const middle = Math.floor((unchanged + changed) / 2);
    if (clockAhead(middle, timeZone) === before) unchanged = middle;
    else changed = middle;
  }
  return changed;
}
