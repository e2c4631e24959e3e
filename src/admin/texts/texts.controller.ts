import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { isId, notFound } from '../../kernel/index.js';
import { Me, MemberGuard, type SignedInMember, Needs } from '../../members/index.js';
import { seeOther, view, type SeeOther, type View, VISITOR_LOCALES } from '../../platform/index.js';
import { SiteAccess, Texts } from '../../sites/index.js';
import type { FormView } from '../frame/admin.view.js';
import { EditTexts } from './edit-texts.js';
import { Posted } from '../frame/posted.js';
import { freshForm, postedForm, saveForm, type Shown } from '../frame/settings-form.js';
import { Shell } from '../frame/shell.js';
import { draftsOf, ownTextsOf, readTextDrafts, type TextDrafts, type TextScope } from './text.form.js';
import { textsUrl, TextsPage } from './texts-page.js';
import type { TextsView } from './texts.view.js';

/** Every automatic sentence, one language at a time, for all sites or for one. */
@Controller('b/:brand/admin/texts')
@UseGuards(MemberGuard)
@Needs('texts.change')
export class TextsController {
  constructor(
    private readonly shell: Shell,
    private readonly texts: Texts,
    private readonly sites: SiteAccess,
    private readonly page: TextsPage,
    private readonly edit: EditTexts,
  ) {}

  @Get()
  first(@Me() me: SignedInMember): SeeOther {
    return seeOther(textsUrl(me, { locale: me.brand.defaultLocale, siteId: null }));
  }

  @Get(':locale')
  async one(
    @Me() me: SignedInMember,
    @Param('locale') locale: string,
    @Query('site') site: unknown,
    @Query('done') done: unknown,
  ): Promise<View> {
    const scope = await this.scope(me, locale, site);
    const own = ownTextsOf(await this.texts.reworded(me.actor.brandId), scope);
    return this.show(me, scope, draftsOf(own), freshForm(textsUrl(me, scope), own), { done });
  }

  @Post(':locale')
  async save(
    @Me() me: SignedInMember,
    @Param('locale') locale: string,
    @Query('site') site: unknown,
    @Body() body: unknown,
  ): Promise<View | SeeOther> {
    const scope = await this.scope(me, locale, site);
    const posted = new Posted(body);
    const drafts = readTextDrafts(posted);
    return saveForm(postedForm(textsUrl(me, scope), posted), {
      save: (basis) => this.edit.run(me.actor, scope, drafts, basis),
      next: textsUrl(me, scope, 'saved'),
      again: (form, shown) => this.show(me, scope, drafts, form, shown),
    });
  }

  private async show(
    me: SignedInMember,
    scope: TextScope,
    drafts: TextDrafts,
    form: FormView,
    { status, done }: Shown = {},
  ): Promise<View> {
    const data: TextsView = {
      shell: await this.shell.around(me, 'texts', done),
      ...(await this.page.build(me, scope, drafts, form)),
    };
    return view('admin/texts/texts', data, { status });
  }

  private async scope({ actor }: SignedInMember, locale: string, site: unknown): Promise<TextScope> {
    if (!VISITOR_LOCALES.some((known) => known === locale)) throw notFound();
    if (site === undefined) return { locale, siteId: null };
    if (!isId(site)) throw notFound();
    return { locale, siteId: (await this.sites.site(actor, site)).id };
  }
}
