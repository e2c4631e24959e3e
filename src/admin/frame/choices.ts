import type { I18n } from '../../platform/index.js';
import type { ChoiceView } from './admin.view.js';

/** Choices worded by `<prefix><value>.label`, with what they mean below `<prefix><value>.help` where there is something to say. */
export function choices<Value extends string>(
  i18n: I18n,
  locale: string,
  prefix: string,
  values: readonly Value[],
  chosen: string | readonly string[],
): (ChoiceView & { value: Value })[] {
  return values.map((value) => {
    const help = `${prefix}${value}.help`;
    return {
      value,
      label: i18n.t(locale, `${prefix}${value}.label`),
      ...(i18n.has(help) ? { help: i18n.t(locale, help) } : {}),
      chosen: typeof chosen === 'string' ? chosen === value : chosen.includes(value),
    };
  });
}

/** Choices to narrow a list by, after that of not narrowing it. */
export function orAll(all: string, choices: ChoiceView[]): ChoiceView[] {
  return [{ value: '', label: all, chosen: !choices.some(({ chosen }) => chosen) }, ...choices];
}

/** A language in the reader's own: "French", "français". */
export function languageName(reader: string, language: string): string {
  const name = new Intl.DisplayNames([reader], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(reader) + name.slice(1);
}

export function languageChoices(reader: string, languages: readonly string[], chosen: string): ChoiceView[] {
  return languages.map((value) => ({ value, label: languageName(reader, value), chosen: value === chosen }));
}

/** Every zone that there is, and the one that is chosen, whatever it is. */
export function zoneChoices(chosen: string): ChoiceView[] {
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...(chosen === '' ? [] : [chosen])]);
  return [...zones]
    .sort()
    .map((value) => ({ value, label: value.replaceAll('_', ' '), chosen: value === chosen }));
}
