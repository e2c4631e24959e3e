import { invalidFields, isStorable, isTimeZone, lengthOf } from '../kernel/index.js';
import { isDate } from './domain/calendar.js';
import {
  inOrder,
  isRange,
  overlap,
  untilMidnight,
  WEEKDAYS,
  type Hours,
  type HoursException,
  type OpeningRange,
} from './domain/schedule.js';

export const MOST_RANGES = 4;
export const MOST_EXCEPTIONS = 60;
export const LONGEST_LABEL = 80;

/**
 * The hours as they are stored; refuses with a code for each field: `day.<1 to 7>`, and with the place among the
 * exceptions `date.<place>`, `label.<place>` and `ranges.<place>`.
 */
export function checkHours(hours: Hours): Hours {
  const fields: Record<string, string> = {};
  const refuse = (field: string, problem: string | null) => problem !== null && (fields[field] = problem);
  if (hours.timeZone !== null && !isTimeZone(hours.timeZone)) fields.timeZone = 'time_zone';
  for (const day of WEEKDAYS)
    refuse(`day.${day}`, problemOfRanges(hours.weekly.filter((span) => span.day === day)));
  if (hours.weekly.some(({ day }) => !WEEKDAYS.some((known) => known === day)))
    fields.weekly = 'invalid_input';
  if (hours.exceptions.length > MOST_EXCEPTIONS) fields.exceptions = 'hours_exceptions_full';
  hours.exceptions.forEach(({ date, label, ranges }, place) => {
    refuse(`date.${place}`, problemOfDate(date, hours.exceptions.slice(0, place)));
    refuse(`label.${place}`, problemOfLabel(label));
    refuse(`ranges.${place}`, problemOfRanges(ranges));
  });
  if (Object.keys(fields).length > 0) throw invalidFields(fields);
  return inOrder(hours);
}

function problemOfRanges(ranges: readonly OpeningRange[]): string | null {
  if (ranges.length > MOST_RANGES) return 'hours_ranges_full';
  if (!ranges.every(isRange)) return 'hours_incomplete';
  return overlap(ranges.map(untilMidnight)) ? 'hours_overlap' : null;
}

function problemOfDate(date: string, earlier: readonly HoursException[]): string | null {
  if (date === '') return 'required';
  if (!isDate(date)) return 'hours_date';
  return earlier.some((other) => other.date === date) ? 'hours_date_twice' : null;
}

function problemOfLabel(label: string): string | null {
  if (!isStorable(label)) return 'characters_refused';
  return lengthOf(label) > LONGEST_LABEL ? 'too_long' : null;
}
