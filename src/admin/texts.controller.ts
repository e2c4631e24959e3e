import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { notFound } from '../kernel/index.js';
import { ForRole, Me, MemberGuard, type SignedInMember } from '../members/index.js';
import { seeOther, view, type SeeOther, type View } from '../platform/index.js';
import { Texts, VISITOR_LOCALES } from '../sites/index.js';
import type { FormView, TextsView } from './admin.view.js';
import { fieldErrors, freshForm, postedForm } from './conflicts.js';
import { EditTexts } from './edit-texts.js';
import { Posted } from './posted.js';
import { adminUrl, Shell } from './shell.js';
import { draftsOf, ownTextsOf, readTextDrafts, type TextDrafts } from './text.form.js';
import { TextsPage } from './texts-page.js';

/** Every automatic sentence, one language at a time. */
@Controller('b/:brand/admin/texts')
@UseGuards(MemberGuard)
@ForRole('admin')
export class TextsController {
  constructor(
    private readonly shell: Shell,
    private readonly texts: Texts,
    private readonly page: TextsPage,
    private readonly edit: EditTexts,
  ) {}

  @Get()
  first(@Me() me: SignedInMember): SeeOther {
    return seeOther(urlOf(me, me.brand.defaultLocale));
  }

  @Get(':locale')
  async one(
    @Me() me: SignedInMember,
    @Param('locale') locale: string,
    @Query('done') done: unknown,
  ): Promise<View> {
    checkLocale(locale);
    const own = ownTextsOf(await this.texts.reworded(me.actor.brandId), locale);
    return this.show(me, locale, draftsOf(own), freshForm(urlOf(me, locale), own), { done });
  }

  @Post(':locale')
  async save(
    @Me() me: SignedInMember,
    @Param('locale') locale: string,
    @Body() body: unknown,
  ): Promise<View | SeeOther> {
    checkLocale(locale);
    const posted = new Posted(body);
    const drafts = readTextDrafts(posted);
    const form = postedForm(urlOf(me, locale), posted);
    try {
      const held = await this.edit.run(me.actor, locale, drafts, form.basis);
      if (!held) return seeOther(`${urlOf(me, locale)}?done=saved`);
      return await this.show(me, locale, drafts, { ...form, ...held }, { status: 409 });
    } catch (error) {
      return this.show(me, locale, drafts, { ...form, errors: fieldErrors(error) }, { status: 422 });
    }
  }

  private async show(
    me: SignedInMember,
    locale: string,
    drafts: TextDrafts,
    form: FormView,
    { status = 200, done }: { status?: number; done?: unknown } = {},
  ): Promise<View> {
    const data: TextsView = {
      shell: await this.shell.around(me, 'texts', done),
      ...(await this.page.build(me, locale, drafts, form)),
    };
    return view('admin/texts', data, { status });
  }
}

function checkLocale(locale: string): void {
  if (!VISITOR_LOCALES.some((known) => known === locale)) throw notFound();
}

function urlOf(me: SignedInMember, locale: string): string {
  return `${adminUrl(me)}/texts/${locale}`;
}
