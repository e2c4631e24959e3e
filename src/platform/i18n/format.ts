import { DATE_STYLES, wordedDate, type DateStyle } from '../../kernel/index.js';

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
const formats = new Map<string, unknown>();

/** English of no region keeps to 24 hours and names the day first, as all our other languages do, and as browsers show it. */
export function formatDate(locale: string, at: Date, style: DateStyle, timeZone = 'UTC'): string {
  const format = kept(
    `date ${locale} ${style} ${timeZone}`,
    () => new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...DATE_STYLES[style], timeZone }),
  );
  return wordedDate(format, locale, at);
}

export function formatNumber(locale: string, value: number): string {
  return kept(`number ${locale}`, () => new Intl.NumberFormat(locale)).format(value);
}

export function formatMoney(locale: string, amount: number, currency: string): string {
  return kept(
    `money ${locale} ${currency}`,
    () => new Intl.NumberFormat(locale, { style: 'currency', currency }),
  ).format(amount);
}

/** "1.2 MB", "1,2 Mo". */
export function formatSize(locale: string, bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), SIZES.length - 1);
  const options = {
    style: 'unit',
    unit: SIZES[step],
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  } as const;
  return kept(`size ${locale} ${step}`, () => new Intl.NumberFormat(locale, options)).format(
    bytes / 1000 ** step,
  );
}

/** How long to wait: "12 seconds", "3 minutes", "1 hour"; rather a little longer than too short. */
export function formatWait(locale: string, seconds: number): string {
  const [unit, length] =
    seconds < 100
      ? (['second', 1] as const)
      : seconds < 6000
        ? (['minute', 60] as const)
        : (['hour', 3600] as const);
  const options = { style: 'unit', unit, unitDisplay: 'long' } as const;
  return kept(`wait ${locale} ${unit}`, () => new Intl.NumberFormat(locale, options)).format(
    Math.ceil(seconds / length),
  );
}

/** Intl's formatters are slow to make and quick to use. */
function kept<T>(key: string, make: () => T): T {
  if (!formats.has(key)) formats.set(key, make());
  return formats.get(key) as T;
}
