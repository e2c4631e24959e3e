import { Injectable } from '@nestjs/common';
import type { MemberActor } from '../kernel/index.js';
import { SaveMailTemplate, Wordings, type TemplateCode, type Wording } from '../notifications/index.js';
import { I18n } from '../platform/index.js';
import { Conflicts, type Held } from './conflicts.js';
import { basisOf, SettingsEdit } from './settings-edit.js';

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
    private readonly conflicts: Conflicts,
    private readonly i18n: I18n,
  ) {}

  /** Null when they are stored. What is worded as the product words it is not kept as the brand's own. */
  async run(actor: MemberActor, ref: MailTemplateRef, wording: Wording, basis: string): Promise<Held | null> {
    const { template, locale } = ref;
    const usual = this.wordings.usual(template, locale);
    const outcome = await this.edit.run(actor, {
      basis,
      wanted: wording,
      stored: () => this.wordings.of(actor.brandId, template, locale),
      save: () =>
        this.save.run(actor, { ...ref, wording: basisOf(wording) === basisOf(usual) ? null : wording }),
    });
    if (outcome.saved) return null;
    const conflict = await this.conflicts.tell(
      actor,
      { event: 'settings.mail_template_saved', subjectId: null },
      { stored: this.told(actor, outcome.stored), typed: this.told(actor, wording) },
    );
    return { conflict, basis: basisOf(outcome.stored) };
  }

  async reset(actor: MemberActor, ref: MailTemplateRef): Promise<void> {
    await this.save.run(actor, { ...ref, wording: null });
  }

  private told({ locale }: MemberActor, wording: Wording): [string, string][] {
    return PARTS.map((part) => [this.i18n.t(locale, `admin:mails.parts.${part}`), wording[part]]);
  }
}
