/** The sentences that a brand can reword; their defaults are the keys of the locale namespace `texts`. */
export const TEXT_CODES = ['opening', 'consent', 'automatic_answer', 'email_invitation'] as const;

export type TextCode = (typeof TEXT_CODES)[number];

/** Texts that a brand may leave empty, which switches them off. */
export const OPTIONAL_TEXTS: readonly TextCode[] = ['automatic_answer', 'email_invitation'];

export function isTextCode(code: unknown): code is TextCode {
  return TEXT_CODES.some((known) => known === code);
}
