export interface Language {
  code: string;
  /** In itself, as people look for it in a list. */
  name: string;
  direction: 'ltr' | 'rtl';
  /** Whether the pages of members speak it too. */
  forMembers?: true;
}

/**
 * The languages of the product, in the order of lists. To add one: `locales/<code>/` with its words, and a line here.
 * All are spoken by the messenger and its mails.
 */
export const LANGUAGES = [
  { code: 'fr', name: 'Français', direction: 'ltr', forMembers: true },
  { code: 'en', name: 'English', direction: 'ltr', forMembers: true },
  { code: 'es', name: 'Español', direction: 'ltr' },
  { code: 'de', name: 'Deutsch', direction: 'ltr' },
  { code: 'it', name: 'Italiano', direction: 'ltr' },
  { code: 'pt', name: 'Português', direction: 'ltr' },
  { code: 'nl', name: 'Nederlands', direction: 'ltr' },
  { code: 'ar', name: 'العربية', direction: 'rtl' },
] as const satisfies readonly Language[];

const ALL: readonly Language[] = LANGUAGES;
export const MEMBER_LANGUAGES = ALL.filter(({ forMembers }) => forMembers);
export const VISITOR_LOCALES = ALL.map(({ code }) => code);
export const MEMBER_LOCALES = MEMBER_LANGUAGES.map(({ code }) => code);

export function directionOf(locale: string): 'ltr' | 'rtl' {
  return ALL.find(({ code }) => code === locale)?.direction ?? 'ltr';
}
