import { isBlank, isStorable, lengthOf } from '../../kernel/index.js';
import { unknownVariables } from './variables.js';

/** Whose response it is: the member's own, of all in a group, or of everybody in the brand. */
export type Scope = 'mine' | 'group' | 'brand';

export interface ResponseState {
  scope: Scope;
  /** Of a group's response only. */
  groupId: string | null;
  /** What is typed after the slash. */
  shortcut: string;
  title: string;
  /** By language. */
  bodies: Record<string, string>;
}

export const LONGEST_SHORTCUT = 30;
export const LONGEST_TITLE = 80;
export const LONGEST_BODY = 4000;
/** Of one member, and of the brand with its groups. */
export const MOST_OF_MEMBER = 200;
export const MOST_OF_BRAND = 1000;

/** As it is kept: without the slash and the spaces around it, and without languages that say nothing. */
export function tidied(response: ResponseState): ResponseState {
  const bodies = Object.entries(response.bodies).filter(([, body]) => body.trim() !== '');
  return {
    ...response,
    groupId: response.scope === 'group' ? response.groupId : null,
    shortcut: response.shortcut.trim().replace(/^\//, ''),
    title: response.title.trim(),
    bodies: Object.fromEntries(bodies),
  };
}

/** Field → code of what cannot be kept; the body of a language is named `body_<locale>`. */
export function responseProblems(
  { shortcut, title, bodies }: ResponseState,
  locales: readonly string[],
): Record<string, string> {
  const problems: Record<string, string> = {};
  if (!/^[\p{L}\p{M}\p{N}_-]+$/u.test(shortcut) || lengthOf(shortcut) > LONGEST_SHORTCUT)
    problems.shortcut = shortcut === '' ? 'required' : 'shortcut_invalid';
  if (lengthOf(title) > LONGEST_TITLE) problems.title = 'too_long';
  if (isBlank(title)) problems.title = 'required';
  if (!isStorable(title)) problems.title = 'characters_refused';
  for (const [locale, body] of Object.entries(bodies)) {
    const problem = locales.includes(locale) ? bodyProblem(body) : 'invalid_input';
    if (problem) problems[`body_${locale}`] = problem;
  }
  if (Object.keys(bodies).length === 0) problems.bodies = 'response_text_needed';
  return problems;
}

function bodyProblem(body: string): string | null {
  if (lengthOf(body) > LONGEST_BODY) return 'message_too_long';
  if (isBlank(body)) return 'text_needed';
  if (!isStorable(body)) return 'characters_refused';
  return unknownVariables(body).length > 0 ? 'response_variable_unknown' : null;
}

/** What a search compares: small letters without accents, so that "delai" finds "Délai". */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
