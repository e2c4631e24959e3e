import { VISITOR_LOCALES } from '../platform/index.js';
import { invalidFields, isBlank, isStorable, lengthOf } from '../kernel/index.js';
import { isSpan } from '../hours/index.js';
import { DEVICES, HOURS_SOURCES, type Condition } from './domain/conditions.js';

export interface TargetingRuleInput {
  siteId: string;
  name: string;
  enabled: boolean;
  conditions: Condition[];
  /** The distribution rule that answers. */
  ruleId: string;
}

const LONGEST_NAME = 80;
const LONGEST_VALUE = 500;
const MOST_CONDITIONS = 20;
const HIGHEST = 1_000_000_000;
/** ISO 4217. */
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
/** By ISO 3166-1, beside which it knows unions of countries and places for tests. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'QO', 'ZZ', 'XA', 'XB']);
const COUNTRY_NAMES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** Refuses with a code for each field; a condition's field is named by its kind, and by its part where it has several. */
export function checkTargetingRule(input: TargetingRuleInput): TargetingRuleInput {
  const fields: Record<string, string> = {};
  if (isBlank(input.name)) fields.name = 'required';
  else if (!isStorable(input.name)) fields.name = 'characters_refused';
  else if (lengthOf(input.name) > LONGEST_NAME) fields.name = 'too_long';
  if (input.conditions.length > MOST_CONDITIONS) fields.conditions = 'invalid_input';
  for (const condition of input.conditions) {
    for (const [part, problem] of Object.entries(problemsOf(condition))) if (problem) fields[part] = problem;
  }
  if (Object.keys(fields).length > 0) throw invalidFields(fields);
  return { ...input, name: input.name.trim() };
}

function problemsOf(condition: Condition): Record<string, string | null> {
  switch (condition.kind) {
    case 'custom':
      return { 'custom.name': textProblem(condition.name), 'custom.value': textProblem(condition.value) };
    case 'cart':
      return {
        'cart.atLeast': numberProblem(condition.atLeast),
        'cart.currency': isCurrency(condition.currency) ? null : 'currency_unknown',
      };
    case 'hours':
      if (condition.of) return { 'hours.of': problemIn([condition.of], HOURS_SOURCES) };
      if (condition.spans.length === 0) return { hours: 'required' };
      return Object.fromEntries(
        condition.spans.filter((span) => !isSpan(span)).map(({ day }) => [`hours.${day}`, 'opening_hours']),
      );
    default:
      return { [condition.kind]: problemOf(condition) };
  }
}

function problemOf(condition: Exclude<Condition, { kind: 'custom' | 'cart' | 'hours' }>): string | null {
  switch (condition.kind) {
    case 'url':
      if (!['contains', 'starts', 'matches'].includes(condition.match)) return 'invalid_input';
      return textProblem(condition.value);
    case 'time_on_page':
      return numberProblem(condition.seconds);
    case 'pages':
    case 'visits':
      return Number.isInteger(condition.atLeast) ? numberProblem(condition.atLeast) : 'number_to_billion';
    case 'device':
      return problemIn(condition.anyOf, DEVICES);
    case 'language':
      return problemIn(condition.anyOf, VISITOR_LOCALES);
    case 'country':
      return condition.anyOf.length > 0 && condition.anyOf.every(isCountry) ? null : 'country_unknown';
    case 'visitor':
      return typeof condition.known === 'boolean' ? null : 'invalid_input';
    default:
      return 'invalid_input';
  }
}

/** Whether it is the code in use today: GB, not UK. */
export function isCountry(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code) || NO_COUNTRIES.has(code)) return false;
  return COUNTRY_NAMES.of(code) !== undefined && new Intl.Locale(`und-${code}`).region === code;
}

export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}

function problemIn(values: string[], known: readonly string[]): string | null {
  if (values.length === 0) return 'required';
  return values.every((value) => known.includes(value)) ? null : 'invalid_input';
}

function textProblem(text: string): string | null {
  if (isBlank(text)) return 'required';
  if (!isStorable(text)) return 'characters_refused';
  return lengthOf(text) > LONGEST_VALUE ? 'too_long' : null;
}

function numberProblem(number: number): string | null {
  return number >= 0 && number <= HIGHEST ? null : 'number_to_billion';
}
