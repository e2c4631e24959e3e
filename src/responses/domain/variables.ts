import { placeholdersOf, withoutPlaceholders } from '../../kernel/index.js';

/** What a canned response may leave open until it is inserted. */
export const VARIABLES = ['visitor.name', 'visitor.email', 'member.name', 'brand.name', 'site.name'] as const;

export type Variable = (typeof VARIABLES)[number];
export type VariableValues = Record<Variable, string | null>;

/** What stands between braces and is no variable, as it was typed. */
export function unknownVariables(body: string): string[] {
  const unknown = placeholdersOf(body)
    .filter(({ inside }) => !isVariable(parsed(inside).name))
    .map(({ start, end }) => body.slice(start, end));
  const [open] = /\{\{[^\n]{0,30}/.exec(withoutPlaceholders(body, (_place, blanks) => blanks)) ?? [];
  return [...new Set(open ? [...unknown, open] : unknown)];
}

/** Words for where something is not known, as a response says nothing else in its place. */
export type Instead = Partial<Record<Variable, string>>;

/**
 * The response with its values. A value is put in as it is: braces in it stay braces. What is not known and has no
 * words in its place goes, together with the space before it.
 */
export function filled(body: string, values: VariableValues, instead: Instead = {}): string {
  const said = (variable: Variable, own: string | null) => (own ?? instead[variable] ?? '').trim();
  const text = withoutPlaceholders(body, ({ inside, from }, blanks) => {
    const { name, own } = parsed(inside);
    if (!isVariable(name)) return null;
    const words = said(name, own);
    const value = values[name] ?? (own === null && isAtStart(body, from) ? capital(words) : words);
    return value === '' ? '' : blanks + value;
  });
  const [first] = placeholdersOf(body);
  if (!first || body.slice(0, first.start).trim() !== '') return text;
  const { name, own } = parsed(first.inside);
  // Where it began with something that is left out, a comma would be left over.
  const startsAnew = isVariable(name) && values[name] === null && said(name, own) === '';
  return startsAnew ? text.replace(/^[\s,،]+/, '') : text;
}

/** `visitor.name`, or `visitor.name|dear customer` with the words for where it is not known. */
function parsed(inside: string): { name: string; own: string | null } {
  const bar = inside.indexOf('|');
  if (bar < 0) return { name: inside.trim(), own: null };
  return { name: inside.slice(0, bar).trim(), own: inside.slice(bar + 1) };
}

/** Whether a line begins there. */
function isAtStart(body: string, at: number): boolean {
  return at === 0 || body[at - 1] === '\n';
}

function capital(words: string): string {
  const [first = ''] = words;
  return first.toLocaleUpperCase() + words.slice(first.length);
}

function isVariable(name: string): name is Variable {
  return VARIABLES.some((known) => known === name);
}
