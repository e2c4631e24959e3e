import { Body, Controller, Get, Post, Query, UseGuards } from '@nestjs/common';
import { Me, MemberGuard, type SignedInMember, Needs } from '../../members/index.js';
import { view, type SeeOther, type View, VISITOR_LOCALES } from '../../platform/index.js';
import type { FormView } from '../frame/admin.view.js';
import { brandDraftOf, readBrandDraft, type BrandDraft } from './brand.form.js';
import type { BrandFormView } from './brand.view.js';
import { languageChoices, zoneChoices } from '../frame/choices.js';
import { EditBrand } from './edit-brand.js';
import { Posted } from '../frame/posted.js';
import { freshForm, postedForm, saveForm, type Shown } from '../frame/settings-form.js';
import { adminUrl, Shell } from '../frame/shell.js';

/** What holds for the whole brand: name, language, zone, and what members and assignments start from. */
@Controller('b/:brand/admin/brand')
@UseGuards(MemberGuard)
@Needs('brand.change')
export class BrandController {
  constructor(
    private readonly shell: Shell,
    private readonly edit: EditBrand,
  ) {}

  @Get()
  async one(@Me() me: SignedInMember, @Query('done') done: unknown): Promise<View> {
    const settings = await this.edit.stored(me.actor);
    return this.show(me, brandDraftOf(settings), freshForm(urlOf(me), settings), { done });
  }

  @Post()
  async save(@Me() me: SignedInMember, @Body() body: unknown): Promise<View | SeeOther> {
    const posted = new Posted(body);
    const draft = readBrandDraft(posted);
    return saveForm(
      { ...postedForm(urlOf(me), posted), isNew: false },
      {
        save: (basis) => this.edit.run(me.actor, draft, basis),
        next: `${urlOf(me)}?done=saved`,
        again: (form, shown) => this.show(me, draft, form, shown),
      },
    );
  }

  private async show(
    me: SignedInMember,
    draft: BrandDraft,
    form: FormView,
    { status, done }: Shown = {},
  ): Promise<View> {
    const data: BrandFormView = {
      shell: await this.shell.around(me, 'brand', done),
      form,
      address: `/b/${me.brand.slug}`,
      ...draft,
      defaultLocale: languageChoices(me.actor.locale, VISITOR_LOCALES, draft.defaultLocale),
      timeZone: zoneChoices(draft.timeZone),
    };
    return view('admin/brand/brand', data, { status });
  }
}

function urlOf(me: SignedInMember): string {
  return `${adminUrl(me)}/brand`;
}
