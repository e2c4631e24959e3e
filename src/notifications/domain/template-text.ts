/** What a template may name. */
export const VARIABLES = ['visitor.name', 'member.name', 'brand.name'] as const;

export type Variable = (typeof VARIABLES)[number];
/** A value that is not known is left out. */
export type Values = Record<Variable, string | null>;

const MARK = /([^\S\n]*)\{\{\s*([^{}]*?)\s*\}\}/g;

/** The text with its values in place; a space before one that is not known goes with it ("Hello {{visitor.name}},"). */
export function fill(text: string, values: Values): string {
  return text.replace(MARK, (_all, space: string, name: string) => {
    const value = values[name as Variable];
    return value ? `${space}${oneLine(value)}` : '';
  });
}

/** What stands between double braces and is none of ours, or was never closed. */
export function hasUnknownVariable(text: string): boolean {
  const known = new Set<string>(VARIABLES);
  const rest = text.replace(MARK, (all, _space, name: string) => (known.has(name) ? '' : all));
  return /\{\{|\}\}/.test(rest) || /\{{3}|\}{3}/.test(text);
}

function oneLine(value: string): string {
  return value.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
