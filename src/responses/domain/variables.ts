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

/**
 * The response with its values. A value is put in as it is: braces in it stay braces. What is not known and has no
 * words in its place goes, together with the space before it.
 */
export function filled(body: string, values: VariableValues): string {
  const text = body.replace(
    PLACE_WITH_SURROUNDINGS,
    (all, start: string | undefined, space: string, name: string, instead: string | undefined) => {
      const variable = name.trim();
      if (!isVariable(variable)) return all;
      const words = values[variable] ?? instead?.trim() ?? '';
      return `${start ?? ''}${words === '' ? '' : space + words}`;
    },
  );
  return startsAnew(body, values) ? text.replace(/^[\s,،]+/, '') : text;
}

/** Whether it began with something that is not known: then a comma would be left over. */
function startsAnew(body: string, values: VariableValues): boolean {
  const [place, name = '', instead = ''] = /^\s*\{\{([^{}|]*)(?:\|([^{}]*))?\}\}/.exec(body) ?? [];
  const variable = name.trim();
  return place !== undefined && isVariable(variable) && values[variable] === null && instead.trim() === '';
}

function isVariable(name: string): name is Variable {
  return VARIABLES.some((known) => known === name);
}
