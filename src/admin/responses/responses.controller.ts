import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { isId } from '../../kernel/index.js';
import { Me, MemberGuard, type SignedInMember } from '../../members/index.js';
import { GivenIds, I18n, seeOther, type SeeOther, view, type View } from '../../platform/index.js';
import {
  mayShare,
  RemoveResponse,
  ResponseAccess,
  ResponseList,
  type ResponseFilter,
  type ResponseState,
} from '../../responses/index.js';
import type { FormView } from '../frame/admin.view.js';
import { languageName } from '../frame/choices.js';
import { EditResponse } from './edit-response.js';
import { ParseId } from '../frame/parse-id.js';
import { Posted } from '../frame/posted.js';
import { emptyResponseDraft, readResponseDraft } from './response.form.js';
import { ResponsePage } from './response-page.js';
import type { ResponsesView, ResponseView } from './responses.view.js';
import { freshForm, postedForm, saveForm, type Shown } from '../frame/settings-form.js';
import { adminUrl, Shell } from '../frame/shell.js';

type Whose = ResponseFilter['whose'];

/** Canned responses: one's own for every member, those of groups and of the brand for managers. */
@Controller('b/:brand/admin/responses')
@UseGuards(MemberGuard)
export class ResponsesController {
  constructor(
    private readonly shell: Shell,
    private readonly responses: ResponseList,
    private readonly access: ResponseAccess,
    private readonly page: ResponsePage,
    private readonly edit: EditResponse,
    private readonly remove: RemoveResponse,
    private readonly i18n: I18n,
    private readonly ids: GivenIds,
  ) {}

  @Get()
  async list(@Me() me: SignedInMember, @Query() query: Record<string, unknown>): Promise<View> {
    const whose: Whose = mayShare(me.actor) && query.whose !== 'mine' ? 'shared' : 'mine';
    const search = typeof query.search === 'string' ? query.search : '';
    const after = isId(query.after) ? query.after : null;
    const { responses, next } = await this.responses.page(me.actor, { whose, search, after });
    const { locale } = me.actor;
    const data: ResponsesView = {
      shell: await this.shell.around(me, 'responses', query.done),
      newUrl: `${listUrl(me)}/new?whose=${whose}`,
      tabs: mayShare(me.actor) ? (['shared', 'mine'] as const).map((each) => this.tab(me, each, whose)) : [],
      whose,
      action: listUrl(me),
      search,
      responses: responses.map(({ id, locales, updatedAt, ...response }) => ({
        ...response,
        url: urlOf(me, id),
        languages: locales.map((each) => languageName(locale, each)).join(', '),
        updatedAt: updatedAt.toISOString(),
      })),
      nextUrl: next && `${listUrl(me)}?${new URLSearchParams({ whose, search, after: next })}`,
    };
    return view('admin/responses/responses', data);
  }

  @Get('new')
  blank(@Me() me: SignedInMember, @Query('whose') whose: unknown): Promise<View> {
    const scope = mayShare(me.actor) && whose !== 'mine' ? 'brand' : 'mine';
    const id = this.ids.give(me.actor.brandId);
    return this.show(me, id, emptyResponseDraft(scope), freshForm(urlOf(me, id), null));
  }

  /** What a member has typed for a visitor becomes the beginning of a response of their own. */
  @Post('new')
  @HttpCode(200)
  begin(@Me() me: SignedInMember, @Body() body: unknown): Promise<View> {
    const posted = new Posted(body);
    const locale = posted.text('locale') || me.brand.defaultLocale;
    const draft = { ...emptyResponseDraft('mine'), bodies: { [locale]: posted.text('text') } };
    const id = this.ids.give(me.actor.brandId);
    return this.show(me, id, draft, freshForm(urlOf(me, id), null));
  }

  @Get(':id')
  async one(
    @Me() me: SignedInMember,
    @Param('id', ParseId) id: string,
    @Query('done') done: unknown,
  ): Promise<View> {
    const state = await this.access.response(me.actor, id);
    return this.show(me, id, state, freshForm(urlOf(me, id), state), { done });
  }

  @Post(':id')
  async save(
    @Me() me: SignedInMember,
    @Param('id', ParseId) id: string,
    @Body() body: unknown,
  ): Promise<View | SeeOther> {
    const posted = new Posted(body);
    const draft = readResponseDraft(posted);
    return saveForm(postedForm(urlOf(me, id), posted), {
      save: (basis) => this.edit.run(me.actor, id, draft, basis),
      next: `${listUrl(me)}?whose=${whoseOf(draft)}&done=saved`,
      again: (form, shown) => this.show(me, id, draft, form, shown),
    });
  }

  /** The response as a visitor would read it. Nothing is stored. */
  @Post(':id/draft')
  @HttpCode(200)
  async draft(
    @Me() me: SignedInMember,
    @Param('id', ParseId) id: string,
    @Body() body: unknown,
  ): Promise<View> {
    const posted = new Posted(body);
    const isNew = posted.text('basis') === '' && this.ids.isGiven(me.actor.brandId, id);
    if (!isNew) await this.access.response(me.actor, id);
    return this.show(me, id, readResponseDraft(posted), postedForm(urlOf(me, id), posted));
  }

  @Post(':id/removal')
  async removal(@Me() me: SignedInMember, @Param('id', ParseId) id: string): Promise<SeeOther> {
    const response = await this.access.response(me.actor, id);
    await this.remove.run(me.actor, id);
    return seeOther(`${listUrl(me)}?whose=${whoseOf(response)}&done=removed`);
  }

  private async show(
    me: SignedInMember,
    id: string,
    draft: ResponseState,
    form: FormView,
    { status, done }: Shown = {},
  ): Promise<View> {
    const data: ResponseView = {
      shell: await this.shell.around(me, 'responses', done),
      listUrl: `${listUrl(me)}?whose=${whoseOf(draft)}`,
      listName: this.i18n.t(me.actor.locale, `admin:responses.whose.${whoseOf(draft)}`),
      draftUrl: `${urlOf(me, id)}/draft`,
      removeUrl: form.isNew ? null : `${urlOf(me, id)}/removal`,
      ...(await this.page.build(me, draft, form)),
    };
    return view('admin/responses/response', data, { status, fragment: 'admin/responses/_response-preview' });
  }

  private tab(me: SignedInMember, each: Whose, whose: Whose): ResponsesView['tabs'][number] {
    return {
      name: this.i18n.t(me.actor.locale, `admin:responses.whose.${each}`),
      url: `${listUrl(me)}?whose=${each}`,
      current: each === whose,
    };
  }
}

function whoseOf({ scope }: ResponseState): Whose {
  return scope === 'mine' ? 'mine' : 'shared';
}

function listUrl(me: SignedInMember): string {
  return `${adminUrl(me)}/responses`;
}

function urlOf(me: SignedInMember, id: string): string {
  return `${listUrl(me)}/${id}`;
}
