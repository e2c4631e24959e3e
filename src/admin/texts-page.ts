import { Injectable } from '@nestjs/common';
import type { SignedInMember } from '../members/index.js';
import { I18n } from '../platform/index.js';
import { directionOf, TEXT_CODES, Texts, VISITOR_LOCALES } from '../sites/index.js';
import type { FormView, TextsView } from './admin.view.js';
import { languageName } from './choices.js';
import { adminUrl } from './shell.js';
import { isOptional, ownTextsOf, type TextDrafts } from './text.form.js';

/** The page of the sentences of one language, each with what is said where nothing is written. */
@Injectable()
export class TextsPage {
  constructor(
    private readonly texts: Texts,
    private readonly i18n: I18n,
  ) {}

  async build(
    me: SignedInMember,
    locale: string,
    drafts: TextDrafts,
    form: FormView,
  ): Promise<Omit<TextsView, 'shell'>> {
    const reader = me.actor.locale;
    const reworded = await this.texts.reworded(me.actor.brandId);
    const ofBrand = ownTextsOf(reworded, me.brand.defaultLocale);
    return {
      form,
      languages: VISITOR_LOCALES.map((each) => ({
        locale: each,
        name: languageName(reader, each),
        url: `${adminUrl(me)}/texts/${each}`,
        current: each === locale,
        reworded: reworded.filter((text) => text.locale === each && text.siteId === null).length,
      })),
      locale,
      direction: directionOf(locale),
      texts: TEXT_CODES.map((code) => {
        const { body, sent } = drafts[code];
        const fallback = locale === me.brand.defaultLocale ? null : ofBrand[code];
        return {
          code,
          label: this.i18n.t(reader, `admin:texts.${code}.label`),
          help: this.i18n.t(reader, `admin:texts.${code}.help`),
          body,
          usual: fallback ?? this.i18n.t(locale, `texts:${code}`),
          usualIsBrands: fallback !== null,
          reworded: body.trim() !== '',
          optional: isOptional(code),
          sent,
          error: form.errors[code] ?? null,
        };
      }),
    };
  }
}
