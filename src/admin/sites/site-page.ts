import { Injectable } from '@nestjs/common';
import type { SignedInMember } from '../../members/index.js';
import { Config, I18n, VISITOR_LOCALES } from '../../platform/index.js';
import {
  DEFAULT_FILE_TYPES,
  siteKey,
  takesBlackText,
  type SecretKind,
  type Site,
} from '../../sites/index.js';
import type { ChoiceView, FormView } from '../frame/admin.view.js';
import { languageChoices, languageName } from '../frame/choices.js';
import { adminUrl } from '../frame/shell.js';
import { HMAC_EXAMPLE, JWT_EXAMPLE } from './identity-examples.js';
import type { SiteDraft } from './site.form.js';
import type { SitesView, SiteView } from './sites.view.js';

export interface SitePageInput {
  /** Null for a site that is not stored yet. */
  id: string | null;
  draft: SiteDraft;
  form: FormView;
  /** What is shown this once. */
  secrets: Partial<Record<SecretKind, string>>;
  hasJwtSecret: boolean;
}

/** The pages of sites: all of them, and one with its form. */
@Injectable()
export class SitePage {
  constructor(
    private readonly config: Config,
    private readonly i18n: I18n,
  ) {}

  row(
    me: SignedInMember,
    { id, name, origins, fixedLocale, defaultLocale, colour }: Site,
  ): SitesView['sites'][number] {
    const { locale } = me.actor;
    const languages = fixedLocale
      ? this.i18n.t(locale, 'admin:site.onlyIn', { language: languageName(locale, fixedLocale) })
      : this.i18n.t(locale, 'admin:site.elseIn', { language: languageName(locale, defaultLocale) });
    return { url: `${adminUrl(me)}/sites/${id}`, name, origins, languages, colour };
  }

  build(
    me: SignedInMember,
    { id, draft, form, secrets, hasJwtSecret }: SitePageInput,
  ): Omit<SiteView, 'shell' | 'listUrl'> {
    const { locale } = me.actor;
    const say = (key: string) => this.i18n.t(locale, key);
    const anyLanguage: ChoiceView = {
      value: '',
      label: say('admin:site.fixedLocaleNone'),
      chosen: draft.fixedLocale === '',
    };
    return {
      form,
      name: draft.name,
      homeUrl: draft.homeUrl,
      origins: draft.origins,
      defaultLocale: languageChoices(locale, VISITOR_LOCALES, draft.defaultLocale),
      fixedLocale: [anyLanguage, ...languageChoices(locale, VISITOR_LOCALES, draft.fixedLocale)],
      colour: draft.colour,
      blackText: /^#[0-9a-f]{6}$/.test(draft.colour) && takesBlackText(draft.colour),
      logo: draft.logo,
      position: (['end', 'start'] as const).map((value) => ({
        value,
        label: say(`admin:site.position.${value}`),
        chosen: draft.position === value,
      })),
      fileTypes: DEFAULT_FILE_TYPES.map((value) => ({
        value,
        label: say(`admin:site.fileType.${value.replace(/[^a-z]/g, '_')}`),
        chosen: draft.fileTypes.includes(value),
      })),
      script: id && this.tag(me.actor.brandId, id),
      secretUrl: id && `${adminUrl(me)}/sites/${id}/secret`,
      jwtAudience: draft.jwtAudience,
      jwtIssuer: draft.jwtIssuer,
      jwtSecretUrl: id && `${adminUrl(me)}/sites/${id}/jwt-secret`,
      hasJwtSecret,
      secrets: [
        { id: 'jwt-secret', title: say('admin:site.jwtTitle'), value: secrets.jwt },
        { id: 'secret', title: say('admin:site.secretTitle'), value: secrets.identity },
      ].flatMap(({ value, ...shown }) => (value === undefined ? [] : { ...shown, value })),
      examples: [
        { id: 'jwt-example', title: say('admin:site.identifyJwt'), code: JWT_EXAMPLE },
        { id: 'hmac-example', title: say('admin:site.identifyHmac'), code: HMAC_EXAMPLE },
      ],
    };
  }

  /** What a site pastes before `</body>`. */
  private tag(brandId: string, siteId: string): string {
    return `<script async src="${this.config.publicUrl}/w/${siteKey(brandId, siteId)}.js"></script>`;
  }
}
