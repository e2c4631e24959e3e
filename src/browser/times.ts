import { DATE_STYLES, wordedDate, type DateStyle } from '../kernel/anywhere/dates.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const EXACT: Intl.DateTimeFormatOptions = { dateStyle: 'full', timeStyle: 'short' };

function readersLocale(): string {
  return regionalOf(document.documentElement.lang, navigator.languages);
}

/**
 * The page's language as it is spoken where the reader lives, so that times have the shape they expect: the page says
 * "en", the browser "en-GB". Without a region of its own English keeps to 24 hours, as all our other languages do.
 * Browsers hand on what their system calls itself, such as `en-US@posix`, which is no tag of BCP 47 and makes Intl throw.
 */
export function regionalOf(language: string, tags: readonly string[]): string {
  const regional = tags.find((tag) => tag.startsWith(`${language}-`) && isTag(tag));
  return regional ?? (language === 'en' ? 'en-GB' : language);
}

function isTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length > 0;
  } catch {
    return false;
  }
}

/** In the zone that a member has chosen or shares with the brand; without one, in the browser's. */
function worded(locale: string, at: Date, style: Intl.DateTimeFormatOptions): string {
  const timeZone = document.documentElement.dataset.zone;
  return wordedDate(new Intl.DateTimeFormat(locale, { timeZone, ...style }), locale, at);
}

/** Words every `<time data-time>` below `root` in the reader's zone; the exact moment shows on hover. */
export function wordTimes(root: ParentNode, now = new Date()): void {
  const locale = readersLocale();
  for (const element of root.querySelectorAll<HTMLTimeElement>('time[data-time]')) {
    const at = new Date(element.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    const words = wording(locale, at, element.dataset.time ?? 'relative', now);
    if (element.textContent !== words) element.textContent = words;
    element.title = worded(locale, at, EXACT);
  }
}

/** Keeps relative times true while the page stays open. */
export function keepTimes(): void {
  wordTimes(document);
  setInterval(() => wordTimes(document), MINUTE / 2);
}

/** "Thursday 19 November", for the line above the entries of a day. */
export function wordDay(at: Date, now = new Date()): string {
  const locale = readersLocale();
  const year = at.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return worded(locale, at, { weekday: 'long', day: 'numeric', month: 'long', year });
}

export function isSameDay(a: Date, b: Date): boolean {
  const day = (at: Date) => worded('en', at, { dateStyle: 'short' });
  return day(a) === day(b);
}

function lasting(locale: string, unit: 'minute' | 'hour', length: number): string {
  const style = { style: 'unit', unit, unitDisplay: 'short' } as const;
  return new Intl.NumberFormat(locale, style).format(Math.floor(length));
}

function isStyle(name: string): name is DateStyle {
  return Object.hasOwn(DATE_STYLES, name);
}

export function wording(locale: string, at: Date, format: string, now: Date): string {
  if (isStyle(format)) return worded(locale, at, DATE_STYLES[format]);
  const age = now.getTime() - at.getTime();
  if (age >= 0 && age < MINUTE)
    return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second');
  if (age >= 0 && age < HOUR) return lasting(locale, 'minute', age / MINUTE);
  if (age >= 0 && isSameDay(at, now)) return lasting(locale, 'hour', age / HOUR);
  if (isSameDay(at, now)) return worded(locale, at, DATE_STYLES.time);
  if (Math.abs(age) < 6 * DAY) return worded(locale, at, { weekday: 'short' });
  const year = at.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return worded(locale, at, { day: 'numeric', month: 'short', year });
}
