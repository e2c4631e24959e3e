export interface OwnText {
  /** Null for all sites of the brand. */
  siteId: string | null;
  code: string;
  locale: string;
  body: string;
}

export interface TextWish {
  code: string;
  /** Null for what is said on all sites. */
  siteId: string | null;
  locale: string;
  brandLocale: string;
}

/** The brand's own sentence: in the reader's language before the brand's, of this site before that of all sites. */
export function chooseText(
  own: readonly OwnText[],
  { code, siteId, locale, brandLocale }: TextWish,
): string | undefined {
  for (const language of [locale, brandLocale]) {
    for (const site of [siteId, null]) {
      const found = own.find(
        (text) => text.code === code && text.locale === language && text.siteId === site,
      );
      if (found) return found.body;
    }
  }
  return undefined;
}
