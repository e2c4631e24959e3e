import { VISITOR_LOCALES } from '../../platform/index.js';
import type { I18n } from '../../platform/index.js';
import type { ChoiceView } from '../frame/admin.view.js';
import { languageName } from '../frame/choices.js';
import { dayName } from '../frame/opening-words.js';
import { DEVICES, HOURS_SOURCES } from '../../targeting/index.js';
import { DAYS, MATCHES } from './targeting.form.js';
import type { FieldView } from './targeting.view.js';

type Values = Record<string, string[]>;
type Errors = Record<string, string>;

/** The fields of a rule's conditions, one for each kind. */
export function conditionFields(i18n: I18n, locale: string, values: Values, errors: Errors): FieldView[] {
  const field = fieldMaker(i18n, locale, values, errors);
  const say = (key: string) => i18n.t(locale, `admin:targeting.${key}`);
  const anyVisitor = [
    { value: '', label: say('anyVisitor') },
    { value: 'known', label: say('knownVisitor') },
    { value: 'unknown', label: say('unknownVisitor') },
  ];
  return [
    field(
      'url_match',
      'select',
      MATCHES.map((value) => ({ value, label: say(`match.${value}`) })),
    ),
    field('url_value', 'text'),
    field('seconds', 'number'),
    field('pages', 'number'),
    field('visits', 'number'),
    field('visitor', 'select', anyVisitor),
    field('device', 'checks', devices(i18n, locale)),
    field('language', 'checks', languages(locale)),
    field('country', 'text'),
    field('cart_value', 'text'),
    field('cart_currency', 'text'),
    field('custom_name', 'text'),
    field('custom_value', 'text'),
    field('hours_of', 'select', [
      { value: '', label: say('hoursOf.rule') },
      ...HOURS_SOURCES.map((value) => ({ value, label: say(`hoursOf.${value}`) })),
    ]),
    ...DAYS.map((day) => ({
      ...field(`hours_${day}`, 'text'),
      ownHours: true,
      label: i18n.t(locale, 'admin:targeting.fields.hours.label', { day: dayName(locale, day) }),
      help: day === 1 ? i18n.t(locale, 'admin:targeting.fields.hours.help') : null,
    })),
  ];
}

/** The fields of "this page, this visitor". */
export function testerFields(i18n: I18n, locale: string, values: Values, errors: Errors): FieldView[] {
  const field = fieldMaker(i18n, locale, values, errors, true);
  const none: Omit<ChoiceView, 'chosen'>[] = [{ value: '', label: '–' }];
  return [
    field('url', 'text'),
    field('seconds', 'number'),
    field('pages', 'number'),
    field('visits', 'number'),
    field('device', 'select', [...none, ...devices(i18n, locale)]),
    field('language', 'select', languages(locale)),
    field('country', 'text'),
    field('cart_value', 'text'),
    field('cart_currency', 'text'),
    field('custom_name', 'text'),
    field('custom_value', 'text'),
    field('known', 'switch'),
  ];
}

function devices(i18n: I18n, locale: string): Omit<ChoiceView, 'chosen'>[] {
  return DEVICES.map((value) => ({ value, label: i18n.t(locale, `common:device.${value}`) }));
}

function languages(locale: string): Omit<ChoiceView, 'chosen'>[] {
  return VISITOR_LOCALES.map((value) => ({ value, label: languageName(locale, value) }));
}

/** The fields of the tester describe what is and not what is asked for. */
function fieldMaker(i18n: I18n, locale: string, values: Values, errors: Errors, isTester = false) {
  return (name: string, type: FieldView['type'], choices: Omit<ChoiceView, 'chosen'>[] = []): FieldView => {
    const help = `admin:targeting.fields.${name}.help`;
    const own = values[name] ?? [];
    return {
      name,
      label: i18n.t(
        locale,
        isTester ? `admin:targeting.tester.${name}` : `admin:targeting.fields.${name}.label`,
      ),
      help: !isTester && i18n.has(help) ? i18n.t(locale, help) : null,
      type,
      value: own[0] ?? '',
      choices: choices.map((choice) => ({ ...choice, chosen: own.includes(choice.value) })),
      error: errors[name] ?? null,
    };
  };
}
