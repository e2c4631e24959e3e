/** Open from one time of the day to another, by the clock on the wall. */
export interface OpeningRange {
  from: string;
  /** `24:00` for the end of the day; not later than `from`: on the next day. */
  to: string;
}

export interface OpeningSpan extends OpeningRange {
  /** 1 for Monday to 7 for Sunday. */
  day: number;
}

/** A date on which other ranges begin than in other weeks. What began the day before goes on to its end. */
export interface HoursException {
  date: string;
  /** What the day is called, as a holiday; may be empty. */
  label: string;
  /** None: closed. */
  ranges: OpeningRange[];
}

/** When somebody is there, as a brand, a site, a group or a member says it. */
export interface Hours {
  /** Null for the brand's. */
  timeZone: string | null;
  weekly: OpeningSpan[];
  exceptions: HoursException[];
}

/** Hours whose zone is known, so that every moment lies within them or without. */
export interface Schedule extends Hours {
  timeZone: string;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** What holds for whoever has said nothing. */
export function aroundTheClock(timeZone: string): Schedule {
  return { timeZone, weekly: WEEKDAYS.map((day) => ({ day, from: '00:00', to: '24:00' })), exceptions: [] };
}

export function isRange({ from, to }: OpeningRange): boolean {
  return isTime(from) && (isTime(to) || to === '24:00');
}

export function isSpan({ day, ...range }: OpeningSpan): boolean {
  return Number.isInteger(day) && day >= 1 && day <= 7 && isRange(range);
}

/** Whether two ranges that begin on one day share a minute. */
export function overlap(ranges: readonly OpeningRange[]): boolean {
  const inOrder = [...ranges].sort(byStart);
  return inOrder.some((range, at) => {
    const next = inOrder[at + 1];
    return next !== undefined && (goesOvernight(range) || range.to > next.from);
  });
}

/** Hours as they are stored: in the order of time, midnight at the end of a day as `24:00`. */
export function inOrder({ timeZone, weekly, exceptions }: Hours): Hours {
  return {
    timeZone,
    weekly: weekly
      .map((span) => ({ day: span.day, ...untilMidnight(span) }))
      .sort((one, two) => one.day - two.day || byStart(one, two)),
    exceptions: exceptions
      .map(({ date, label, ranges }) => ({
        date,
        label: label.trim(),
        ranges: ranges.map(untilMidnight).sort(byStart),
      }))
      .sort((one, two) => (one.date < two.date ? -1 : 1)),
  };
}

export function goesOvernight({ from, to }: OpeningRange): boolean {
  return to <= from;
}

/** An end at `00:00` is that of the day. */
export function untilMidnight({ from, to }: OpeningRange): OpeningRange {
  return { from, to: to === '00:00' ? '24:00' : to };
}

function byStart(one: OpeningRange, two: OpeningRange): number {
  return one.from < two.from ? -1 : 1;
}

function isTime(text: unknown): boolean {
  return typeof text === 'string' && TIME.test(text);
}
