import { Injectable } from '@nestjs/common';
import type { SignedInMember } from '../../members/index.js';
import { I18n, withQuery, directionOf, VISITOR_LOCALES } from '../../platform/index.js';
import {
  chooseText,
  SiteAccess,
  TEXT_CODES,
  TEXTS,
  Texts,
  type OwnText,
  type TextCode,
} from '../../sites/index.js';
import type { FormView } from '../frame/admin.view.js';
import { languageName } from '../frame/choices.js';
import { adminUrl } from '../frame/shell.js';
import { isWithin, type TextDrafts, type TextScope } from './text.form.js';
import type { TextFieldView, TextsView } from './texts.view.js';

/** The page of the sentences of one language, each with what is said where nothing is written. */
@Injectable()
export class TextsPage {
  constructor(
    private readonly texts: Texts,
    private readonly sites: SiteAccess,
    private readonly i18n: I18n,
  ) {}

  async build(
    me: SignedInMember,
    scope: TextScope,
    drafts: TextDrafts,
    form: FormView,
  ): Promise<Omit<TextsView, 'shell'>> {
    const reworded = await this.texts.reworded(me.actor.brandId);
    const sites = await this.sites.sites(me.actor);
    const site = sites.find(({ id }) => id === scope.siteId) ?? sites[0];
    return {
      form,
      ...this.choices(me, scope, reworded, sites),
      locale: scope.locale,
      direction: directionOf(scope.locale),
      brandColour: site?.colour ?? '#1c5d6b',
      groups: [...new Set(TEXT_CODES.map((code) => TEXTS[code].group))].map((group) => ({
        title: this.i18n.t(me.actor.locale, `admin:texts.groups.${group}`),
        texts: TEXT_CODES.filter((code) => TEXTS[code].group === group).map((code) => ({
          ...this.field(me, scope, code, reworded),
          ...drafts[code],
          reworded: drafts[code].body.trim() !== '',
          error: form.errors[code] ?? null,
        })),
      })),
    };
  }

  private choices(
    me: SignedInMember,
    { locale, siteId }: TextScope,
    reworded: readonly OwnText[],
    sites: readonly { id: string; name: string }[],
  ): Pick<TextsView, 'languages' | 'sites'> {
    const all = { id: null, name: this.i18n.t(me.actor.locale, 'admin:texts.allSites') };
    return {
      languages: VISITOR_LOCALES.map((each) => ({
        locale: each,
        name: languageName(me.actor.locale, each),
        url: textsUrl(me, { locale: each, siteId }),
        current: each === locale,
        reworded: reworded.filter((text) => isWithin({ locale: each, siteId }, text)).length,
      })),
      sites:
        sites.length < 2
          ? []
          : [all, ...sites].map(({ id, name }) => ({
              name,
              url: textsUrl(me, { locale, siteId: id }),
              current: id === siteId,
            })),
    };
  }

  /** What it is, and what is said where the field is empty: of another site, another language, or the product's own. */
  private field(
    { actor, brand }: SignedInMember,
    scope: TextScope,
    code: TextCode,
    reworded: readonly OwnText[],
  ): Omit<TextFieldView, 'body' | 'sent' | 'reworded' | 'error'> {
    const { locale, siteId } = scope;
    const others = reworded.filter((text) => !isWithin(scope, text) && [siteId, null].includes(text.siteId));
    const { place, optional = false, within = false } = TEXTS[code];
    const wish = { code, siteId, locale, brandLocale: within ? locale : brand.defaultLocale };
    const otherwise = chooseText(others, wish);
    const inLanguage = chooseText(others, { ...wish, brandLocale: locale }) !== undefined;
    return {
      code,
      label: this.i18n.t(actor.locale, `admin:texts.${code}.label`),
      help: this.i18n.t(actor.locale, `admin:texts.${code}.help`, { variable: '{{visitor.name}}' }),
      usual: otherwise ?? this.i18n.t(locale, `texts:${code}`),
      usualFrom: otherwise === undefined ? 'product' : inLanguage ? 'allSites' : 'defaultLanguage',
      place,
      optional,
      optionalWord: this.i18n.t(actor.locale, within ? 'admin:texts.used' : 'admin:texts.sent'),
      noneWord: this.i18n.t(actor.locale, within ? 'admin:texts.notUsed' : 'admin:texts.notSent'),
    };
  }
}

export function textsUrl(me: SignedInMember, { locale, siteId }: TextScope, done?: string): string {
  return withQuery(`${adminUrl(me)}/texts/${locale}`, { site: siteId, done });
}
