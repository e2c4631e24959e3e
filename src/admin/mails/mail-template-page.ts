import { Injectable } from '@nestjs/common';
import type { SignedInMember } from '../../members/index.js';
import { TEMPLATES, VARIABLES, Wordings, type Wording } from '../../mail/index.js';
import { directionOf, I18n, VISITOR_LOCALES } from '../../platform/index.js';
import type { FormView } from '../frame/admin.view.js';
import { languageName } from '../frame/choices.js';
import type { MailTemplateRef } from './edit-mail-template.js';
import { MailPresenter } from './mail-presenter.js';
import type { MailTemplateView } from './mails.view.js';
import { adminUrl, Shell } from '../frame/shell.js';

/** The page of one mail's words in one language, with the product's beside. */
@Injectable()
export class MailTemplatePage {
  constructor(
    private readonly shell: Shell,
    private readonly wordings: Wordings,
    private readonly presenter: MailPresenter,
    private readonly i18n: I18n,
  ) {}

  async build(
    me: SignedInMember,
    { template, locale }: MailTemplateRef,
    wording: Wording,
    form: FormView,
    done: unknown,
  ): Promise<MailTemplateView> {
    const url = `${adminUrl(me)}/mails/templates`;
    const reader = me.actor.locale;
    const reworded = await this.wordings.reworded(me.actor.brandId, template);
    const say = (key: string) => this.i18n.t(reader, `admin:mails.${key}`);
    return {
      shell: await this.shell.around(me, 'mails', done),
      tabs: this.presenter.tabs(me, 'templates'),
      form,
      templates: TEMPLATES.map((each) => ({
        label: say(`templates.${each}`),
        url: `${url}/${each}/${locale}`,
        current: each === template,
      })),
      languages: VISITOR_LOCALES.map((each) => ({
        locale: each,
        label: languageName(reader, each),
        url: `${url}/${template}/${each}`,
        current: each === locale,
        reworded: reworded.includes(each),
      })),
      locale,
      direction: directionOf(locale),
      wording,
      usual: this.wordings.usual(template, locale),
      variables: VARIABLES.map((name) => ({
        mark: `{{${name}}}`,
        meaning: say(`variables.${name.replace('.', '_')}`),
      })),
      reworded: reworded.includes(locale),
      previewUrl: `${form.action}/preview`,
      trialUrl: `${form.action}/trial`,
      resetUrl: `${form.action}/reset`,
    };
  }
}
