import { Injectable } from '@nestjs/common';
import { Clock, wallClock } from '../../kernel/index.js';
import {
  isDate,
  isOpen,
  laterBy,
  nextChange,
  weekdayOf,
  type HoursException,
  type Schedule,
} from '../../hours/index.js';
import { formatDate, I18n } from '../../platform/index.js';
import { dayName, tellRanges } from '../frame/opening-words.js';
import type { NowView } from './hours.view.js';

/** Further away, a weekday would not say which. */
const SAME_WEEK_DAYS = 6;

/** Tells hours in the reader's language. */
@Injectable()
export class HoursPresenter {
  constructor(
    private readonly i18n: I18n,
    private readonly clock: Clock,
  ) {}

  /** "Open now, until 18:00", "Closed; opens Monday at 09:00". */
  now(schedule: Schedule, locale: string): NowView {
    const now = this.clock.now();
    const open = isOpen(schedule, now);
    const change = nextChange(schedule, now);
    const key = `${open ? 'open' : 'closed'}${change ? 'Until' : 'Always'}` as const;
    const when = change
      ? this.when(open ? 'until' : 'opens', { change, now, locale }, schedule.timeZone)
      : '';
    return { open, sentence: this.i18n.t(locale, `admin:hours.now.${key}`, { when }) };
  }

  exception({ date, label, ranges }: HoursException, locale: string): string {
    const day = isDate(date) ? formatDate(locale, new Date(`${date}T12:00:00Z`), 'date') : date;
    const named = label === '' ? day : `${day} (${label})`;
    return this.i18n.t(locale, 'admin:hours.told', {
      date: named,
      hours: tellRanges(ranges) || this.i18n.t(locale, 'admin:hours.closedDay'),
    });
  }

  private when(
    what: 'until' | 'opens',
    { change, now, locale }: { change: Date; now: Date; locale: string },
    timeZone: string,
  ): string {
    const [today, then] = [wallClock(now, timeZone).date, wallClock(change, timeZone).date];
    const time = formatDate(locale, change, 'time', timeZone);
    const say = (key: 'today' | 'tomorrow' | 'onDay' | 'onDate', day = '') =>
      this.i18n.t(locale, `admin:hours.${what}.${key}`, { day, time });
    if (then === today) return say('today');
    if (then === laterBy(today, 1)) return say('tomorrow');
    if (then <= laterBy(today, SAME_WEEK_DAYS)) return say('onDay', dayName(locale, weekdayOf(then)));
    return say('onDate', formatDate(locale, change, 'date', timeZone));
  }
}
