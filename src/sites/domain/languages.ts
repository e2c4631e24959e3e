/** Languages of the visitors' widgets. A file of each under `locales/` is all that one needs. */
export const VISITOR_LOCALES = ['fr', 'en', 'es', 'de', 'it', 'pt', 'nl', 'ar'] as const;

export interface LanguageWishes {
  /** The site speaks only this one. */
  fixed: string | null;
  /** What the page asked for by the JavaScript API. */
  chosen?: string | undefined;
  /** The page's `lang`. */
  page?: string | undefined;
  /** The visitor's browser, best first. */
  browser?: readonly string[] | undefined;
  siteDefault: string;
}

/** The page's language, then the visitor's browser, then the site's default; a site may fix it. */
export function chooseLocale(wishes: LanguageWishes): string {
  const wanted = [wishes.chosen, wishes.page, ...(wishes.browser ?? []), wishes.siteDefault];
  return known(wishes.fixed) ?? wanted.map(known).find((locale) => locale !== null) ?? 'en';
}

export function directionOf(locale: string): 'ltr' | 'rtl' {
  return locale === 'ar' ? 'rtl' : 'ltr';
}

function known(tag: string | null | undefined): string | null {
  const language = tag?.slice(0, 35).toLowerCase().split('-')[0];
  return VISITOR_LOCALES.find((locale) => locale === language) ?? null;
}
