import { MEMBER_LOCALES, VISITOR_LOCALES } from '../platform/index.js';

export interface ChoiceView {
  value: string;
  label: string;
  chosen: boolean;
}

/** Languages of visitors in the reader's own. */
export function languageChoices(reader: string, chosen: string): ChoiceView[] {
  const names = new Intl.DisplayNames([reader], { type: 'language' });
  return VISITOR_LOCALES.map((value) => {
    const name = names.of(value) ?? value;
    return {
      value,
      label: name.charAt(0).toLocaleUpperCase(reader) + name.slice(1),
      chosen: value === chosen,
    };
  });
}

export function zoneChoices(chosen: string): ChoiceView[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])]
    .sort()
    .map((value) => ({ value, label: value.replaceAll('_', ' '), chosen: value === chosen }));
}

/** Where most who read this language are, until the browser says it. */
export function likelyZone(locale: string): string {
  return locale === MEMBER_LOCALES[0] ? 'Europe/Paris' : 'UTC';
}

export function isZone(zone: string): boolean {
  return zone === 'UTC' || Intl.supportedValuesOf('timeZone').includes(zone);
}
