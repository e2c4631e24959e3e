import { Injectable } from '@nestjs/common';
import { beginningOf, may } from '../../kernel/index.js';
import { type SignedInMember } from '../../members/index.js';
import { I18n, directionOf, VISITOR_LOCALES } from '../../platform/index.js';
import {
  filled,
  LONGEST_BODY,
  mayShare,
  unknownVariables,
  VARIABLES,
  type ResponseState,
  type VariableValues,
} from '../../responses/index.js';
import { SiteAccess, Texts } from '../../sites/index.js';
import type { ChoiceView, FormView } from '../frame/admin.view.js';
import { languageName } from '../frame/choices.js';
import { GroupQueries } from '../frame/groups.queries.js';
import { adminUrl } from '../frame/shell.js';
import type { ResponsePreviewView, ResponseTextView, ResponseView } from './responses.view.js';

/** Puts together the form of a canned response, with what a visitor would read beside it. */
@Injectable()
export class ResponsePage {
  constructor(
    private readonly groups: GroupQueries,
    private readonly sites: SiteAccess,
    private readonly texts: Texts,
    private readonly i18n: I18n,
  ) {}

  async build(
    me: SignedInMember,
    draft: ResponseState,
    form: FormView,
  ): Promise<Omit<ResponseView, 'shell' | 'listUrl' | 'listName' | 'draftUrl' | 'removeUrl'>> {
    const { locale } = me.actor;
    return {
      form,
      shortcut: draft.shortcut,
      title: draft.title,
      scopes: mayShare(me.actor) ? await this.scopes(me, draft) : [],
      variables: VARIABLES.map((name) => ({
        name,
        place: `{{${name}}}`,
        help: this.i18n.t(locale, `admin:response.variables.${name.replace('.', '_')}`),
      })),
      example: `{{visitor.name|${this.i18n.t(locale, 'admin:response.example')}}}`,
      textsUrl: may(me.actor, 'texts.change') ? `${adminUrl(me)}/texts/${me.brand.defaultLocale}` : null,
      texts: this.fields(me, draft, form),
      preview: await this.preview(me, draft),
    };
  }

  private async scopes({ actor }: SignedInMember, draft: ResponseState): Promise<ChoiceView[]> {
    const groups = await this.groups.all(actor);
    const say = (scope: 'mine' | 'brand') => ({
      value: scope,
      label: this.i18n.t(actor.locale, `admin:response.scopes.${scope}`),
      chosen: draft.scope === scope,
    });
    return [
      say('mine'),
      say('brand'),
      ...groups.map(({ id, name }) => ({
        value: id,
        label: this.i18n.t(actor.locale, 'admin:response.scopes.group', { name }),
        chosen: draft.groupId === id,
      })),
    ];
  }

  /** The brand's own language first, then the reader's, which most responses are written in. */
  private fields({ actor, brand }: SignedInMember, draft: ResponseState, form: FormView): ResponseTextView[] {
    const first = [brand.defaultLocale, actor.locale];
    const locales = [...new Set([...first, ...VISITOR_LOCALES])].filter((locale) =>
      VISITOR_LOCALES.some((known) => known === locale),
    );
    return locales.map((locale) => {
      const body = draft.bodies[locale] ?? '';
      const error = form.errors[`body_${locale}`] ?? null;
      return {
        locale,
        language: languageName(actor.locale, locale),
        direction: directionOf(locale),
        body,
        error,
        unknown: error === 'response_variable_unknown' ? unknownVariables(body) : [],
        open: body !== '' || error !== null || locale === brand.defaultLocale,
      };
    });
  }

  private async preview(me: SignedInMember, draft: ResponseState): Promise<ResponsePreviewView> {
    const { actor, brand, name } = me;
    const [site] = await this.sites.sites(actor);
    const values: VariableValues = {
      'visitor.name': this.i18n.t(actor.locale, 'admin:response.sampleName'),
      'visitor.email': this.i18n.t(actor.locale, 'admin:response.sampleEmail'),
      'member.name': name,
      'brand.name': brand.name,
      'site.name': site?.name ?? brand.name,
    };
    const nobody = { ...values, 'visitor.name': null, 'visitor.email': null };
    const texts: ResponsePreviewView['texts'] = [];
    for (const locale of VISITOR_LOCALES) {
      const written = draft.bodies[locale] ?? '';
      if (written.trim() === '') continue;
      const body = beginningOf(written, LONGEST_BODY);
      const text = filled(body, values);
      const instead = await this.texts.text(actor.brandId, site?.id ?? null, 'nameless', locale);
      const nameless = filled(body, nobody, { 'visitor.name': instead });
      texts.push({
        locale,
        language: languageName(actor.locale, locale),
        direction: directionOf(locale),
        text,
        nameless: nameless === text ? null : nameless,
      });
    }
    return { texts };
  }
}
