import { Body, Controller, Get, Param, Post, Query, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { notFound } from '../../kernel/index.js';
import { Me, MemberGuard, type SignedInMember, Needs } from '../../members/index.js';
import { TEMPLATES, Wordings, type Wording } from '../../mail/index.js';
import { MailSamples, SendTrialMail } from '../../notices/index.js';
import { seeOther, showMail, view, type SeeOther, type View, VISITOR_LOCALES } from '../../platform/index.js';
import type { FormView } from '../frame/admin.view.js';
import { EditMailTemplate, type MailTemplateRef } from './edit-mail-template.js';
import { MailTemplatePage } from './mail-template-page.js';
import { Posted } from '../frame/posted.js';
import { freshForm, postedForm, saveForm, type Shown } from '../frame/settings-form.js';
import { adminUrl } from '../frame/shell.js';

/** What mails say, one mail and language at a time, with how they look. */
@Controller('b/:brand/admin/mails/templates')
@UseGuards(MemberGuard)
@Needs('mails.change')
export class MailTemplatesController {
  constructor(
    private readonly page: MailTemplatePage,
    private readonly wordings: Wordings,
    private readonly samples: MailSamples,
    private readonly edit: EditMailTemplate,
    private readonly trial: SendTrialMail,
  ) {}

  @Get()
  first(@Me() me: SignedInMember): SeeOther {
    return seeOther(urlOf(me, { template: 'answer', locale: me.brand.defaultLocale }));
  }

  @Get(':template/:locale')
  async one(@Me() me: SignedInMember, @Param() params: Named, @Query('done') done: unknown): Promise<View> {
    const ref = refOf(params);
    const wording = await this.wordings.of(me.actor.brandId, ref.template, ref.locale);
    return this.show(me, ref, wording, freshForm(urlOf(me, ref), wording), { done });
  }

  @Post(':template/:locale')
  async save(
    @Me() me: SignedInMember,
    @Param() params: Named,
    @Body() body: unknown,
  ): Promise<View | SeeOther> {
    const ref = refOf(params);
    const posted = new Posted(body);
    const wording = wordingOf(posted);
    return saveForm(postedForm(urlOf(me, ref), posted), {
      save: (basis) => this.edit.run(me.actor, ref, wording, basis),
      next: `${urlOf(me, ref)}?done=saved`,
      again: (form, shown) => this.show(me, ref, wording, form, shown),
    });
  }

  /** The mail as it is stored. */
  @Get(':template/:locale/preview')
  async preview(@Me() me: SignedInMember, @Param() params: Named, @Res() response: Response): Promise<void> {
    const ref = refOf(params);
    await this.draw(me, ref, await this.wordings.of(me.actor.brandId, ref.template, ref.locale), response);
  }

  /** The mail as it stands in the form; nothing is stored. */
  @Post(':template/:locale/preview')
  async draft(
    @Me() me: SignedInMember,
    @Param() params: Named,
    @Body() body: unknown,
    @Res() response: Response,
  ): Promise<void> {
    await this.draw(me, refOf(params), wordingOf(new Posted(body)), response);
  }

  @Post(':template/:locale/trial')
  async sendTrial(@Me() me: SignedInMember, @Param() params: Named): Promise<SeeOther> {
    const ref = refOf(params);
    await this.trial.run(me.actor, ref);
    return seeOther(`${urlOf(me, ref)}?done=trial_sent`);
  }

  @Post(':template/:locale/reset')
  async reset(@Me() me: SignedInMember, @Param() params: Named): Promise<SeeOther> {
    const ref = refOf(params);
    await this.edit.reset(me.actor, ref);
    return seeOther(`${urlOf(me, ref)}?done=saved`);
  }

  private async draw(me: SignedInMember, { locale }: MailTemplateRef, wording: Wording, response: Response) {
    const { html } = await this.samples.render(me.actor, locale, wording);
    showMail(response, html);
    response.type('html').send(html);
  }

  private async show(
    me: SignedInMember,
    ref: MailTemplateRef,
    wording: Wording,
    form: FormView,
    { status, done }: Shown = {},
  ): Promise<View> {
    return view('admin/mails/mail-template', await this.page.build(me, ref, wording, form, done), { status });
  }
}

interface Named {
  template: string;
  locale: string;
}

function refOf({ template: name, locale }: Named): MailTemplateRef {
  const template = TEMPLATES.find((known) => known === name);
  if (!template || !VISITOR_LOCALES.some((known) => known === locale)) throw notFound();
  return { template, locale };
}

function wordingOf(posted: Posted): Wording {
  return { subject: posted.text('subject'), body: posted.text('body'), button: posted.text('button') };
}

function urlOf(me: SignedInMember, { template, locale }: MailTemplateRef): string {
  return `${adminUrl(me)}/mails/templates/${template}/${locale}`;
}
