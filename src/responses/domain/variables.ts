/** What a canned response may leave open until it is inserted. */
export const VARIABLES = ['visitor.name', 'visitor.email', 'member.name', 'brand.name', 'site.name'] as const;

export type Variable = (typeof VARIABLES)[number];
export type VariableValues = Record<Variable, string | null>;

/** `{{visitor.name}}`, or `{{visitor.name|dear customer}}` with the words for where it is not known. */
const PLACE = /\{\{([^{}|]*)(?:\|([^{}]*))?\}\}/g;
const PLACE_WITH_SURROUNDINGS = /(^|\n)?([ \t\u00a0\u202f]*)\{\{([^{}|]*)(?:\|([^{}]*))?\}\}/g;

/** What stands between braces and is no variable, as it was typed. */
export function unknownVariables(body: string): string[] {
  const unknown = [...body.matchAll(PLACE)]
    .filter(([, name]) => !isVariable(name.trim()))
    .map(([place]) => place);
  const [open] = /\{\{[^\n]{0,30}/.exec(body.replace(PLACE, '')) ?? [];
  return [...new Set(open ? [...unknown, open] : unknown)];
}

/** Words for where something is not known, as a response says nothing else in its place. */
export type Instead = Partial<Record<Variable, string>>;

/**
 * The response with its values. A value is put in as it is: braces in it stay braces. What is not known and has no
 * words in its place goes, together with the space before it.
 */
export function filled(body: string, values: VariableValues, instead: Instead = {}): string {
  const said = (variable: Variable, own: string | undefined) => (own ?? instead[variable] ?? '').trim();
  const text = body.replace(
    PLACE_WITH_SURROUNDINGS,
    (all, start: string | undefined, space: string, name: string, own: string | undefined, at: number) => {
      const variable = name.trim();
      if (!isVariable(variable)) return all;
      const words = said(variable, own);
      const value =
        values[variable] ?? (own === undefined && isAtStart(body, at, start) ? capital(words) : words);
      return `${start ?? ''}${value === '' ? '' : space + value}`;
    },
  );
  const [place, name = '', own] = /^\s*\{\{([^{}|]*)(?:\|([^{}]*))?\}\}/.exec(body) ?? [];
  const first = name.trim();
  // Where it began with something that is left out, a comma would be left over.
  const startsAnew =
    place !== undefined && isVariable(first) && values[first] === null && said(first, own) === '';
  return startsAnew ? text.replace(/^[\s,،]+/, '') : text;
}

function isAtStart(body: string, at: number, start: string | undefined): boolean {
  return start === '\n' || body.slice(0, at).trim() === '';
}

function capital(words: string): string {
  const [first = ''] = words;
  return first.toLocaleUpperCase() + words.slice(first.length);
}

function isVariable(name: string): name is Variable {
  return VARIABLES.some((known) => known === name);
}
