import {
  isCountry,
  isCurrency,
  type Condition,
  type HoursSource,
  type OpeningSpan,
  type StoredTargetingRule,
  type TargetingRuleInput,
} from '../../targeting/index.js';
import type { Posted } from '../frame/posted.js';

/** What stands in the form of a targeting rule, as it was typed: one condition of each kind, empty where it does not count. */
export interface TargetingDraft {
  name: string;
  enabled: boolean;
  siteId: string;
  ruleId: string;
  /** Fields of the conditions by name; several values where several can be chosen. */
  fields: Record<string, string[]>;
}

export const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export const MATCHES = ['contains', 'starts', 'matches'] as const;
const KNOWN = new Map([
  ['known', true],
  ['unknown', false],
]);

const FIELDS = [
  'url_match',
  'url_value',
  'seconds',
  'pages',
  'visits',
  'device',
  'language',
  'country',
  'cart_value',
  'cart_currency',
  'custom_name',
  'custom_value',
  'visitor',
  'hours_of',
  ...DAYS.map((day) => `hours_${day}`),
];

/** Where the form says what is wrong with a condition, or with a part of it, where that has another name there. */
export const FIELD_OF_PART = new Map([
  ['url', 'url_value'],
  ['time_on_page', 'seconds'],
  ['cart.atLeast', 'cart_value'],
  ['cart.currency', 'cart_currency'],
  ['custom.name', 'custom_name'],
  ['custom.value', 'custom_value'],
  ['hours', 'hours_1'],
  ['hours.of', 'hours_of'],
  ...DAYS.map((day) => [`hours.${day}`, `hours_${day}`] as const),
]);

export function emptyTargetingDraft(siteId: string): TargetingDraft {
  return { name: '', enabled: true, siteId, ruleId: '', fields: {} };
}

export function targetingDraftOf(rule: StoredTargetingRule): TargetingDraft {
  const { name, enabled, siteId, ruleId } = rule;
  const fields = Object.assign({}, ...firstOfKinds(rule.conditions).map(fieldsOf)) as Record<
    string,
    string[]
  >;
  return { name, enabled, siteId, ruleId, fields };
}

export function readTargetingDraft(posted: Posted): TargetingDraft {
  return {
    name: posted.text('name'),
    enabled: posted.checked('enabled'),
    siteId: posted.text('site'),
    ruleId: posted.text('rule'),
    fields: Object.fromEntries(FIELDS.map((field) => [field, posted.texts(field)])),
  };
}

/**
 * The rule that the draft stands for. Conditions that the form does not show, since a rule may ask for several of a
 * kind, stay as they are stored.
 */
export function targetingRuleOf(
  draft: TargetingDraft,
  stored: StoredTargetingRule | null,
): TargetingRuleInput {
  const { name, siteId, ruleId, enabled } = draft;
  const shown = new Set(firstOfKinds(stored?.conditions ?? []));
  const others = (stored?.conditions ?? []).filter((condition) => !shown.has(condition));
  return { name: name.trim(), enabled, siteId, ruleId, conditions: [...conditionsOf(draft), ...others] };
}

function firstOfKinds(conditions: Condition[]): Condition[] {
  return conditions.filter(({ kind }, at) => conditions.findIndex((other) => other.kind === kind) === at);
}

function fieldsOf(condition: Condition): Record<string, string[]> {
  switch (condition.kind) {
    case 'url':
      return { url_match: [condition.match], url_value: [condition.value] };
    case 'time_on_page':
      return { seconds: [String(condition.seconds)] };
    case 'pages':
    case 'visits':
      return { [condition.kind]: [String(condition.atLeast)] };
    case 'device':
    case 'language':
      return { [condition.kind]: condition.anyOf };
    case 'country':
      return { country: [condition.anyOf.join(', ')] };
    case 'cart':
      return { cart_value: [String(condition.atLeast)], cart_currency: [condition.currency] };
    case 'custom':
      return { custom_name: [condition.name], custom_value: [condition.value] };
    case 'visitor':
      return { visitor: [condition.known ? 'known' : 'unknown'] };
    case 'hours':
      if (condition.of) return { hours_of: [condition.of] };
      return Object.fromEntries(DAYS.map((day) => [`hours_${day}`, [hoursOf(condition.spans, day)]]));
  }
}

function conditionsOf({ fields }: TargetingDraft): Condition[] {
  const one = (name: string) => fields[name]?.[0]?.trim() ?? '';
  /** Blanks are something too: what they stand for is asked, not left out. */
  const has = (name: string) => (fields[name]?.[0] ?? '') !== '';
  const conditions: Condition[] = [];
  const match = (one('url_match') || 'contains') as (typeof MATCHES)[number];
  if (has('url_value')) conditions.push({ kind: 'url', match, value: one('url_value') });
  if (has('seconds')) conditions.push({ kind: 'time_on_page', seconds: numberOf(one('seconds')) });
  if (has('pages')) conditions.push({ kind: 'pages', atLeast: numberOf(one('pages')) });
  if (has('visits')) conditions.push({ kind: 'visits', atLeast: numberOf(one('visits')) });
  if (fields.device?.length) conditions.push({ kind: 'device', anyOf: fields.device });
  if (fields.language?.length) conditions.push({ kind: 'language', anyOf: fields.language });
  if (has('country'))
    conditions.push({
      kind: 'country',
      anyOf: one('country')
        .toUpperCase()
        .split(/[\s,;]+/),
    });
  if (has('cart_value') || has('cart_currency')) {
    const currency = one('cart_currency').toUpperCase();
    conditions.push({ kind: 'cart', atLeast: numberOf(one('cart_value')), currency });
  }
  if (has('custom_name') || has('custom_value')) {
    conditions.push({ kind: 'custom', name: one('custom_name'), value: one('custom_value') });
  }
  if (has('visitor')) conditions.push({ kind: 'visitor', known: KNOWN.get(one('visitor')) as boolean });
  const of = one('hours_of');
  const spans = DAYS.flatMap((day) => spansOf(one(`hours_${day}`), day));
  if (of !== '') conditions.push({ kind: 'hours', of: of as HoursSource, spans: [] });
  else if (spans.length > 0) conditions.push({ kind: 'hours', spans });
  return conditions;
}

/** What the description of a visitor says that cannot be, at its field. */
export function visitorErrors(described: Record<string, string[]>): Record<string, string> {
  const one = (name: string) => described[name]?.[0]?.trim() ?? '';
  const errors: Record<string, string> = {};
  for (const name of ['seconds', 'pages', 'visits', 'cart_value'])
    if (one(name) && Number.isNaN(numberOf(one(name)))) errors[name] = 'number_to_billion';
  if (one('country') && !isCountry(one('country').toUpperCase())) errors.country = 'country_unknown';
  if (one('cart_currency') && !one('cart_value')) errors.cart_value = 'required';
  if ((one('cart_value') || one('cart_currency')) && !isCurrency(one('cart_currency').toUpperCase()))
    errors.cart_currency = 'currency_unknown';
  if (one('custom_value') && !one('custom_name')) errors.custom_name = 'required';
  return errors;
}

/** NaN for what is no number, which the checks refuse. */
function numberOf(text: string): number {
  return /^\d{1,9}([.,]\d{1,2})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
}

/** "09:00-12:00, 14:00-18:00"; what cannot be read is kept as it is and refused. */
function spansOf(text: string, day: number): OpeningSpan[] {
  return text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [from = '', to = ''] = part.split(/[-–]/).map((time) => time.trim());
      return { day, from, to };
    });
}

function hoursOf(spans: OpeningSpan[], day: number): string {
  return spans
    .filter((span) => span.day === day)
    .map(({ from, to }) => `${from}-${to}`)
    .join(', ');
}
