import { Injectable } from '@nestjs/common';
import { I18n, UnitOfWork } from '../platform/index.js';
import { chooseText, type OwnText } from './domain/text-choice.js';
import { TEXT_CODES, TEXTS, type TextCode } from './text-codes.js';

/** A brand's sentences: its own in the reader's language, its own in its default language, else the product's. */
@Injectable()
export class Texts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly i18n: I18n,
  ) {}

  async text(brandId: string, siteId: string | null, code: TextCode, locale: string): Promise<string> {
    return this.choose(await this.own(brandId, siteId, [code]), siteId, code, locale);
  }

  async all(brandId: string, siteId: string, locale: string): Promise<Record<TextCode, string>> {
    const own = await this.own(brandId, siteId, TEXT_CODES);
    const pairs = TEXT_CODES.map((code) => [code, this.choose(own, siteId, code, locale)] as const);
    return Object.fromEntries(pairs) as Record<TextCode, string>;
  }

  /** What a brand has reworded itself, for its settings page. */
  async reworded(brandId: string): Promise<OwnText[]> {
    const { texts } = await this.own(brandId, null, TEXT_CODES);
    return texts;
  }

  private choose(own: OwnTexts, siteId: string | null, code: TextCode, locale: string): string {
    const brandLocale = TEXTS[code].within ? locale : own.brandLocale;
    return (
      chooseText(own.texts, { code, siteId, locale, brandLocale }) ?? this.i18n.t(locale, `texts:${code}`)
    );
  }

  private own(brandId: string, siteId: string | null, codes: readonly TextCode[]): Promise<OwnTexts> {
    return this.unitOfWork.run(brandId, async () => {
      const rows = await this.unitOfWork.query<OwnText & { brandLocale: string }>(
        `SELECT b.default_locale AS "brandLocale", t.site_id AS "siteId", t.code, t.locale, t.body
         FROM brands b LEFT JOIN texts t ON t.brand_id = b.id AND t.code = ANY($2)
           AND ($3::uuid IS NULL OR t.site_id IS NULL OR t.site_id = $3)
         WHERE b.id = $1`,
        [brandId, codes, siteId],
      );
      return { brandLocale: rows[0]?.brandLocale ?? 'en', texts: rows.filter(({ code }) => code !== null) };
    });
  }
}

interface OwnTexts {
  brandLocale: string;
  texts: OwnText[];
}
