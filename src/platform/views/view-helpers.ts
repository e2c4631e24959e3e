import Handlebars, { type HelperDelegate, type HelperOptions } from 'handlebars';
import type { Assets } from '../assets/assets.js';
import type { DateStyle } from '../../kernel/index.js';
import { formatDate, formatMoney, formatNumber } from '../i18n/format.js';
import type { I18n } from '../i18n/i18n.js';
import { LANGUAGES, MEMBER_LANGUAGES } from '../i18n/languages.js';

const { SafeString, escapeExpression: escape } = Handlebars;

/**
 * What a template may say beyond Handlebars' own words. The reader's language, time zone and CSRF token come with every
 * rendering as private data, so partials need nothing passed down.
 */
export function viewHelpers(i18n: I18n, assets: Assets): Record<string, HelperDelegate> {
  const sprite = () => assets.url('icons.svg');
  const icons = new Map<string, Handlebars.SafeString>();
  return {
    t: (key: string, options: HelperOptions) => i18n.t(localeOf(options), key, options.hash),
    languagesOf: (whose: 'members' | 'visitors') => (whose === 'members' ? MEMBER_LANGUAGES : LANGUAGES),
    asset: (path: string) => assets.url(path),
    icon: (name: string) => {
      const address = `${sprite()}#${name}`;
      const known = icons.get(address);
      if (known) return known;
      const icon = new SafeString(
        `<svg class="icon" aria-hidden="true" focusable="false"><use href="${escape(address)}"></use></svg>`,
      );
      icons.set(address, icon);
      return icon;
    },
    csrf: (options: HelperOptions) =>
      new SafeString(`<input type="hidden" name="_csrf" value="${escape(String(options.data.csrf ?? ''))}">`),
    /** For the address of a form with a file. */
    csrfToken: (options: HelperOptions) => String(options.data.csrf ?? ''),
    time: (at: Date | string | null | undefined, options: HelperOptions) => time(at, options),
    date: (at: Date | string, options: HelperOptions) =>
      formatDate(
        localeOf(options),
        new Date(at),
        (options.hash.style as DateStyle) ?? 'date',
        zoneOf(options),
      ),
    number: (value: number | string, options: HelperOptions) =>
      formatNumber(localeOf(options), Number(value)),
    money: (amount: number | string, currency: string, options: HelperOptions) =>
      formatMoney(localeOf(options), Number(amount), currency),
    eq: (a: unknown, b: unknown) => a === b,
    ne: (a: unknown, b: unknown) => a !== b,
    gt: (a: number, b: number) => a > b,
    and: (...values: unknown[]) => values.slice(0, -1).every(isTrue),
    or: (...values: unknown[]) => values.slice(0, -1).find(isTrue) ?? false,
    not: (value: unknown) => !isTrue(value),
    concat: (...values: unknown[]) => values.slice(0, -1).join(''),
    json: (value: unknown) => JSON.stringify(value),
    includes: (list: unknown[] | undefined, value: unknown) => list?.includes(value) ?? false,
  };
}

/**
 * The moment for machines, with a first wording that the browser replaces by one in the reader's own zone.
 * `format`: relative (default), or one of `DATE_STYLES`.
 */
function time(at: Date | string | null | undefined, options: HelperOptions): Handlebars.SafeString | string {
  if (!at) return '';
  const moment = new Date(at);
  const format = String(options.hash.format ?? 'relative');
  const style = (format === 'relative' ? 'time' : format) as DateStyle;
  const words = formatDate(localeOf(options), moment, style, zoneOf(options));
  return new SafeString(
    `<time datetime="${moment.toISOString()}" data-time="${escape(format)}">${escape(words)}</time>`,
  );
}

function localeOf(options: HelperOptions): string {
  return String(options.data.locale);
}

function zoneOf(options: HelperOptions): string {
  return (options.data.timeZone as string | null | undefined) ?? 'UTC';
}

function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
