import { Injectable } from '@nestjs/common';
import { BrandSettingsQueries, SaveBrandSettings } from '../../brands/index.js';
import type { MemberActor } from '../../kernel/index.js';
import { RequireTwoStep, TwoStepRequirements } from '../../members/index.js';
import { I18n } from '../../platform/index.js';
import { brandWanted, type BrandDraft, type BrandState } from './brand.form.js';
import { languageName } from '../frame/choices.js';
import { presentDay } from '../frame/days.js';
import { presentDelay } from '../frame/delay-presenter.js';
import { SettingsEdit, type Held, type LabelledValues } from '../frame/settings-edit.js';

/** Stores what stands in the brand's form, unless somebody else changed it since the form was made. */
@Injectable()
export class EditBrand {
  constructor(
    private readonly edit: SettingsEdit,
    private readonly save: SaveBrandSettings,
    private readonly settings: BrandSettingsQueries,
    private readonly requirements: TwoStepRequirements,
    private readonly requireTwoStep: RequireTwoStep,
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
      stored: () => this.stored(actor),
      save: () => this.store(actor, wanted),
      labelled: (state) => this.labelled(actor, state),
    });
  }

  async stored(actor: MemberActor): Promise<BrandState> {
    return { ...(await this.settings.of(actor)), twoStepFrom: await this.requirements.dayOf(actor) };
  }

  /** A day begins anew where the brand's zone is another one. */
  private async store(actor: MemberActor, { twoStepFrom, ...settings }: BrandState): Promise<void> {
    const { twoStepFrom: before, timeZone } = await this.stored(actor);
    await this.save.run(actor, settings);
    if (twoStepFrom !== before || (twoStepFrom && settings.timeZone !== timeZone))
      await this.requireTwoStep.run(actor, { from: twoStepFrom });
  }

  private labelled({ locale }: MemberActor, settings: BrandState): LabelledValues {
    const say = (key: string) => this.i18n.t(locale, `admin:brand.${key}`);
    return [
      [say('name'), settings.name],
      [say('defaultLocale'), settings.defaultLocale && languageName(locale, settings.defaultLocale)],
      [say('timeZone'), settings.timeZone],
      [say('defaultCapacity'), String(settings.defaultCapacity)],
      [say('assignment'), presentDelay(locale, settings.assignmentMinutes)],
      [say('twoStepFrom'), presentDay(locale, settings.twoStepFrom)],
    ];
  }
}
