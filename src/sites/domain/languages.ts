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

/** The page's language, then the visitor's browser, then the site's default, as far as they are spoken; a site may fix it. */
export function chooseLocale(wishes: LanguageWishes, spoken: readonly string[]): string {
  const known = (tag: string | null | undefined) => spoken.find((locale) => locale === languageOf(tag));
  const wanted = [wishes.chosen, wishes.page, ...(wishes.browser ?? []), wishes.siteDefault];
  return known(wishes.fixed) ?? wanted.map(known).find((locale) => locale !== undefined) ?? 'en';
}

function languageOf(tag: string | null | undefined): string | undefined {
  return tag?.slice(0, 35).toLowerCase().split('-')[0];
}
