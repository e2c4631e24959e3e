import { Injectable } from '@nestjs/common';
import { invalidFields, Refusal, type MemberActor } from '../../kernel/index.js';
import { I18n } from '../../platform/index.js';
import { SaveText, TEXT_CODES, Texts } from '../../sites/index.js';
import { SettingsEdit, type Held, type LabelledValues } from '../frame/settings-edit.js';
import { ownTextsOf, ownTextsWanted, type OwnTexts, type TextDrafts, type TextScope } from './text.form.js';

/** Stores the sentences of one language that were changed, all of them or none. */
@Injectable()
export class EditTexts {
  constructor(
    private readonly edit: SettingsEdit,
    private readonly save: SaveText,
    private readonly texts: Texts,
    private readonly i18n: I18n,
  ) {}

  /** Null when they are stored. */
  async run(actor: MemberActor, scope: TextScope, drafts: TextDrafts, basis: string): Promise<Held | null> {
    const wanted = ownTextsWanted(drafts);
    const stored = async () => ownTextsOf(await this.texts.reworded(actor.brandId), scope);
    return this.edit.run(actor, {
      event: 'settings.text_saved',
      subjectId: null,
      basis,
      wanted,
      stored,
      save: async () => this.saveAll(actor, scope, await stored(), wanted),
      labelled: (state) => this.labelled(actor, state),
    });
  }

  private async saveAll(
    actor: MemberActor,
    scope: TextScope,
    before: OwnTexts,
    wanted: OwnTexts,
  ): Promise<void> {
    const errors: Record<string, string> = {};
    for (const code of TEXT_CODES) {
      if (before[code] === wanted[code]) continue;
      try {
        await this.save.run(actor, { ...scope, code, body: wanted[code] });
      } catch (error) {
        if (!(error instanceof Refusal) || !error.details.fields) throw error;
        errors[code] = error.details.fields.body ?? error.code;
      }
    }
    if (Object.keys(errors).length > 0) throw invalidFields(errors);
  }

  private labelled({ locale }: MemberActor, texts: OwnTexts): LabelledValues {
    return TEXT_CODES.map((code) => [
      this.i18n.t(locale, `admin:texts.${code}.label`),
      texts[code] ?? this.i18n.t(locale, 'admin:texts.noneOwn'),
    ]);
  }
}
