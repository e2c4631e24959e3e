interface TextKind {
  /** Under which heading the settings list it. */
  group: 'before' | 'after' | 'responses';
  /** Where it is said, as the settings show it while it is reworded. */
  place: 'bubble' | 'consent' | 'card' | 'name';
  /** Whether a brand may leave it out. */
  optional?: true;
  /** Whether it stands within other words, so that the brand's own in its default language would not do. */
  within?: true;
}

/** The sentences that a brand can reword, as the settings list them; their defaults are the keys of the locale namespace `texts`. */
const KINDS = {
  opening: { group: 'before', place: 'bubble' },
  consent: { group: 'before', place: 'consent' },
  automatic_answer: { group: 'after', place: 'bubble', optional: true },
  email_invitation: { group: 'after', place: 'card', optional: true },
  nameless: { group: 'responses', place: 'name', optional: true, within: true },
} as const satisfies Record<string, TextKind>;

export type TextCode = keyof typeof KINDS;

export const TEXT_CODES = Object.keys(KINDS) as TextCode[];

export const TEXTS: Record<TextCode, TextKind> = KINDS;

export function isTextCode(code: unknown): code is TextCode {
  return TEXT_CODES.some((known) => known === code);
}
