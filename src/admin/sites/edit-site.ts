import { Injectable } from '@nestjs/common';
import { Refusal, type MemberActor } from '../../kernel/index.js';
import { I18n } from '../../platform/index.js';
import { checkSite, CreateSite, SaveSite, SiteAccess, type SiteInput } from '../../sites/index.js';
import { languageName } from '../frame/choices.js';
import { SettingsEdit, type Held, type LabelledValues } from '../frame/settings-edit.js';
import { siteInputOf, siteStateOf, type SiteDraft } from './site.form.js';

/** Stores what stands in a site's form, unless somebody else changed the site since the form was made. */
@Injectable()
export class EditSite {
  constructor(
    private readonly edit: SettingsEdit,
    private readonly create: CreateSite,
    private readonly save: SaveSite,
    private readonly sites: SiteAccess,
    private readonly i18n: I18n,
  ) {}

  /** Null when it is stored. */
  async run(actor: MemberActor, id: string, draft: SiteDraft, basis: string): Promise<Held | null> {
    const wanted: SiteInput = checkSite(siteInputOf(draft));
    return this.edit.run(actor, {
      event: 'settings.site_saved',
      subjectId: id,
      basis,
      wanted,
      stored: () => this.stored(actor, id),
      save: () =>
        basis === ''
          ? this.create.run(actor, { id, ...wanted })
          : this.save.run(actor, { siteId: id, ...wanted }),
      labelled: (state) => this.labelled(actor, state),
    });
  }

  private async stored(actor: MemberActor, id: string): Promise<SiteInput | null> {
    try {
      return siteStateOf(await this.sites.site(actor, id));
    } catch (error) {
      if (error instanceof Refusal && error.kind === 'not_found') return null;
      throw error;
    }
  }

  private labelled({ locale }: MemberActor, site: SiteInput): LabelledValues {
    const say = (key: string) => this.i18n.t(locale, `admin:site.${key}`);
    return [
      [say('name'), site.name],
      [say('homeUrl'), site.homeUrl ?? ''],
      [say('origins'), site.origins.join(', ')],
      [say('defaultLocale'), languageName(locale, site.defaultLocale)],
      [
        say('fixedLocale'),
        site.fixedLocale ? languageName(locale, site.fixedLocale) : say('fixedLocaleNone'),
      ],
      [say('colour'), site.colour],
      [say('logo'), site.logo ?? ''],
      [say('positionTitle'), say(`position.${site.position ?? 'end'}`)],
      [say('fileTypes'), (site.fileTypes ?? []).join(', ')],
      [say('jwtAudience'), site.jwtAudience ?? ''],
      [say('jwtIssuer'), site.jwtIssuer ?? ''],
    ];
  }
}
