import { Injectable } from '@nestjs/common';
import { basisOf } from '../../brands/index.js';
import type { MemberActor } from '../../kernel/index.js';
import { SaveMailTemplate, Wordings, type TemplateCode, type Wording } from '../../mail/index.js';
import { I18n } from '../../platform/index.js';
import { SettingsEdit, type Held, type LabelledValues } from '../frame/settings-edit.js';

export interface MailTemplateRef {
  template: TemplateCode;
  locale: string;
}

const PARTS = ['subject', 'body', 'button'] as const;

/** Stores a mail's words, unless somebody else was quicker. */
@Injectable()
export class EditMailTemplate {
  constructor(
    private readonly edit: SettingsEdit,
    private readonly save: SaveMailTemplate,
    private readonly wordings: Wordings,
    private readonly i18n: I18n,
  ) {}

  /** Null when they are stored. What is worded as the product words it is not kept as the brand's own. */
  async run(actor: MemberActor, ref: MailTemplateRef, wording: Wording, basis: string): Promise<Held | null> {
    const { template, locale } = ref;
    const usual = this.wordings.usual(template, locale);
    return this.edit.run(actor, {
      event: 'settings.mail_template_saved',
      subjectId: null,
      basis,
      wanted: wording,
      stored: () => this.wordings.of(actor.brandId, template, locale),
      save: () =>
        this.save.run(actor, { ...ref, wording: basisOf(wording) === basisOf(usual) ? null : wording }),
      labelled: (state) => this.labelled(actor, state),
    });
  }

  async reset(actor: MemberActor, ref: MailTemplateRef): Promise<void> {
    await this.save.run(actor, { ...ref, wording: null });
  }

  private labelled({ locale }: MemberActor, wording: Wording): LabelledValues {
    return PARTS.map((part) => [this.i18n.t(locale, `admin:mails.parts.${part}`), wording[part]]);
  }
}
