import { withoutPlaceholders } from '../../kernel/index.js';

/** What a template may name. */
export const VARIABLES = ['visitor.name', 'member.name', 'brand.name'] as const;

export type Variable = (typeof VARIABLES)[number];
/** A value that is not known is left out. */
export type Values = Record<Variable, string | null>;

/** Code points of each part of a mail. */
export const LONGEST_WORDING = { subject: 150, body: 4000, button: 80 };

/** The text with its values in place; a space before one that is not known goes with it ("Hello {{visitor.name}},"). */
export function fill(text: string, values: Values): string {
  return withoutPlaceholders(text, ({ inside }, blanks) => {
    const name = inside.trim();
    const value = isVariable(name) ? values[name] : null;
    return value ? `${blanks}${oneLine(value)}` : '';
  });
}

/** What stands between double braces and is none of ours, or was never closed. */
export function hasUnknownVariable(text: string): boolean {
  const rest = withoutPlaceholders(text, ({ inside }) => (isVariable(inside.trim()) ? ' ' : null));
  return rest.includes('{{') || rest.includes('}}') || text.includes('{{{') || text.includes('}}}');
}

function isVariable(name: string): name is Variable {
  return VARIABLES.some((known) => known === name);
}

function oneLine(value: string): string {
  return value.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
