import { Injectable } from '@nestjs/common';
import { BrandSettingsQueries, SaveBrandSettings, type BrandSettings } from '../../brands/index.js';
import type { MemberActor } from '../../kernel/index.js';
import { I18n } from '../../platform/index.js';
import { brandWanted, type BrandDraft } from './brand.form.js';
import { languageName } from '../frame/choices.js';
import { presentDelay } from '../frame/delay-presenter.js';
import { SettingsEdit, type Held, type LabelledValues } from '../frame/settings-edit.js';

/** Stores what stands in the brand's form, unless somebody else changed it since the form was made. */
@Injectable()
export class EditBrand {
  constructor(
    private readonly edit: SettingsEdit,
    private readonly save: SaveBrandSettings,
    private readonly settings: BrandSettingsQueries,
    private readonly i18n: I18n,
  ) {}

  /** Null when it is stored. */
  async run(actor: MemberActor, draft: BrandDraft, basis: string): Promise<Held | null> {
    const wanted = brandWanted(draft);
    return this.edit.run(actor, {
      event: 'settings.brand_saved',
      subjectId: actor.brandId,
      basis,
      wanted,
      stored: () => this.settings.of(actor),
      save: () => this.save.run(actor, wanted),
      labelled: (state) => this.labelled(actor, state),
    });
  }

  private labelled({ locale }: MemberActor, settings: BrandSettings): LabelledValues {
    const say = (key: string) => this.i18n.t(locale, `admin:brand.${key}`);
    return [
      [say('name'), settings.name],
      [say('defaultLocale'), settings.defaultLocale && languageName(locale, settings.defaultLocale)],
      [say('timeZone'), settings.timeZone],
      [say('defaultCapacity'), String(settings.defaultCapacity)],
      [say('assignment'), presentDelay(locale, settings.assignmentMinutes)],
    ];
  }
}
