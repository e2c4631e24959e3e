import {
  inOrder,
  MOST_EXCEPTIONS,
  MOST_RANGES,
  WEEKDAYS,
  type Hours,
  type OpeningRange,
} from '../../hours/index.js';
import type { Posted } from '../frame/posted.js';

/** What stands in the form of somebody's hours, as it was typed. */
export interface HoursDraft {
  /** Whether the hours below count. */
  own: boolean;
  /** Empty for the brand's. */
  timeZone: string;
  /** From Monday to Sunday. */
  days: OpeningRange[][];
  exceptions: ExceptionDraft[];
}

export interface ExceptionDraft {
  date: string;
  label: string;
  ranges: OpeningRange[];
}

/** What hours start from where nothing is stored. */
const USUAL: OpeningRange = { from: '09:00', to: '18:00' };
const WORKDAYS = [1, 2, 3, 4, 5];
const NOTHING: OpeningRange = { from: '', to: '' };

/** The stored hours; where there are none of one's own, those of the others to start from. */
export function hoursDraftOf(own: Hours | null, others: Hours | null = null): HoursDraft {
  const hours = own ?? others;
  const weekly = hours?.weekly ?? WORKDAYS.map((day) => ({ day, ...USUAL }));
  return {
    own: own !== null,
    timeZone: own?.timeZone ?? '',
    days: WEEKDAYS.map((day) => weekly.filter((span) => span.day === day).map(typedRange)),
    exceptions: (own?.exceptions ?? []).map(({ date, label, ranges }) => ({
      date,
      label,
      ranges: ranges.map(typedRange),
    })),
  };
}

/** A field for a time knows no 24:00. */
function typedRange({ from, to }: OpeningRange): OpeningRange {
  return { from, to: to === '24:00' ? '00:00' : to };
}

export function readHoursDraft(posted: Posted): HoursDraft {
  return {
    own: posted.text('own') === 'yes',
    timeZone: posted.text('timeZone'),
    days: WEEKDAYS.map((day) => readRanges(posted, `day_${day}`)),
    exceptions: posted.texts('exception').map((key) => ({
      date: posted.text(`date_${key}`),
      label: posted.text(`label_${key}`),
      ranges: readRanges(posted, `ranges_${key}`),
    })),
  };
}

function readRanges(posted: Posted, name: string): OpeningRange[] {
  const ends = posted.texts(`${name}_to`);
  return posted.texts(`${name}_from`).map((from, at) => ({ from, to: ends[at] ?? '' }));
}

/**
 * The hours that the draft stands for, its dates in their places; ranges of which nothing was typed do not count. Null
 * for none of one's own.
 */
export function hoursTyped(draft: HoursDraft): Hours | null {
  if (!draft.own) return null;
  const typed = (ranges: OpeningRange[]) => ranges.filter(({ from, to }) => from !== '' || to !== '');
  return {
    timeZone: draft.timeZone || null,
    weekly: WEEKDAYS.flatMap((day) => typed(draft.days[day - 1] ?? []).map((range) => ({ day, ...range }))),
    exceptions: draft.exceptions.map(({ ranges, ...rest }) => ({ ...rest, ranges: typed(ranges) })),
  };
}

/** What two admins compare when both changed the same hours. */
export interface HoursState {
  hours: Hours | null;
}

export function hoursState(hours: Hours | null): HoursState {
  return { hours: hours && inOrder(hours) };
}

type Step = (draft: HoursDraft, today: string, numbers: number[]) => HoursDraft;

/** What the form's buttons do to its rows; each names what it does and the rows it does it to: `shut:3:0`. */
const STEPS = {
  add: (draft, _, [day = 0]) => inDay(draft, day, (ranges) => withAnother(ranges)),
  remove: (draft, _, [day = 0, at = -1]) => inDay(draft, day, (ranges) => without(ranges, at)),
  copy: (draft) =>
    WORKDAYS.reduce((copied, day) => inDay(copied, day, () => [...(draft.days[0] ?? [])]), draft),
  date: (draft) =>
    draft.exceptions.length < MOST_EXCEPTIONS
      ? { ...draft, exceptions: [...draft.exceptions, { date: '', label: '', ranges: [] }] }
      : draft,
  drop: (draft, _, [place = -1]) => ({ ...draft, exceptions: without(draft.exceptions, place) }),
  past: (draft, today) => ({
    ...draft,
    exceptions: draft.exceptions.filter(({ date }) => !isPast(date, today)),
  }),
  open: (draft, _, [place = -1]) => inException(draft, place, (ranges) => withAnother(ranges)),
  shut: (draft, _, [place = -1, at = -1]) => inException(draft, place, (ranges) => without(ranges, at)),
} satisfies Record<string, Step>;

export interface HoursStep {
  act: keyof typeof STEPS | 'preview' | 'none';
  numbers: number[];
}

export function readHoursStep(posted: Posted): HoursStep {
  const [word = '', ...numbers] = posted.text('act').slice(0, 20).split(':');
  const act = word === 'preview' || Object.hasOwn(STEPS, word) ? (word as HoursStep['act']) : 'none';
  return { act, numbers: numbers.map(Number) };
}

export function hoursStepped(draft: HoursDraft, { act, numbers }: HoursStep, today: string): HoursDraft {
  return act === 'preview' || act === 'none' ? draft : STEPS[act](draft, today, numbers);
}

export function isPast(date: string, today: string): boolean {
  return date !== '' && date < today;
}

type Change = (ranges: OpeningRange[]) => OpeningRange[];

function inDay(draft: HoursDraft, day: number, change: Change): HoursDraft {
  return { ...draft, days: draft.days.map((ranges, at) => (at === day - 1 ? change(ranges) : ranges)) };
}

function inException(draft: HoursDraft, place: number, change: Change): HoursDraft {
  const exceptions = draft.exceptions.map((each, at) =>
    at === place ? { ...each, ranges: change(each.ranges) } : each,
  );
  return { ...draft, exceptions };
}

function withAnother(ranges: OpeningRange[]): OpeningRange[] {
  if (ranges.length >= MOST_RANGES) return ranges;
  return [...ranges, ranges.length === 0 ? USUAL : NOTHING];
}

function without<Row>(rows: readonly Row[], at: number): Row[] {
  return rows.filter((_, place) => place !== at);
}
