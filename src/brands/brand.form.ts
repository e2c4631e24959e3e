import { invalidFields, isBlank, isOneLine, isStorable, isTimeZone, lengthOf } from '../kernel/index.js';

export interface BrandFacts {
  name: string;
  /** Of visitors who speak no language of ours, and of whoever writes for all. */
  defaultLocale: string;
  timeZone: string;
}

const LONGEST_NAME = 80;

/** Refuses with a code for each field that cannot be taken. */
export function checkBrand({ name, defaultLocale, timeZone }: BrandFacts, locales: readonly string[]): void {
  const fields: Record<string, string> = {};
  if (isBlank(name) || !isStorable(name) || lengthOf(name) > LONGEST_NAME) fields.name = 'brand_name';
  else if (!isOneLine(name)) fields.name = 'characters_refused';
  if (!locales.includes(defaultLocale)) fields.defaultLocale = 'site_language';
  if (!isTimeZone(timeZone)) fields.timeZone = 'time_zone';
  if (Object.keys(fields).length > 0) throw invalidFields(fields);
}
