import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { notFound } from '../../kernel/index.js';
import { Me, MemberGuard, type SignedInMember, Needs } from '../../members/index.js';
import { GivenIds, I18n, type SeeOther, view, type View } from '../../platform/index.js';
import { nextColour, TAG_COLOURS, Tags } from '../../tags/index.js';
import type { FormView } from '../frame/admin.view.js';
import { choices } from '../frame/choices.js';
import { EditTag, tagStateOf, type TagState } from './edit-tag.js';
import { ParseId } from '../frame/parse-id.js';
import { Posted } from '../frame/posted.js';
import { freshForm, postedForm, saveForm, type Shown } from '../frame/settings-form.js';
import { adminUrl, Shell } from '../frame/shell.js';
import type { TagsView, TagView } from './tags.view.js';

/** Tags: what members call conversations by. */
@Controller('b/:brand/admin/tags')
@UseGuards(MemberGuard)
@Needs('tags.change')
export class TagsController {
  constructor(
    private readonly shell: Shell,
    private readonly tags: Tags,
    private readonly edit: EditTag,
    private readonly i18n: I18n,
    private readonly ids: GivenIds,
  ) {}

  @Get()
  async list(@Me() me: SignedInMember, @Query('done') done: unknown): Promise<View> {
    const data: TagsView = {
      shell: await this.shell.around(me, 'tags', done),
      newUrl: `${listUrl(me)}/new`,
      tags: (await this.tags.all(me.actor)).map(({ id, ...tag }) => ({ url: urlOf(me, id), ...tag })),
    };
    return view('admin/tags/tags', data);
  }

  @Get('new')
  async blank(@Me() me: SignedInMember): Promise<View> {
    const taken = (await this.tags.all(me.actor)).map(({ colour }) => colour);
    const state = { name: '', colour: nextColour(taken), archived: false };
    return this.show(me, state, freshForm(urlOf(me, this.ids.give(me.actor.brandId)), null));
  }

  @Get(':id')
  async one(
    @Me() me: SignedInMember,
    @Param('id', ParseId) id: string,
    @Query('done') done: unknown,
  ): Promise<View> {
    const tag = (await this.tags.all(me.actor)).find((each) => each.id === id);
    if (!tag) throw notFound();
    const state = tagStateOf(tag);
    return this.show(me, state, freshForm(urlOf(me, id), state), { done });
  }

  @Post(':id')
  async save(
    @Me() me: SignedInMember,
    @Param('id', ParseId) id: string,
    @Body() body: unknown,
  ): Promise<View | SeeOther> {
    const posted = new Posted(body);
    const state: TagState = {
      name: posted.text('name').trim(),
      colour: posted.text('colour'),
      archived: posted.checked('archived'),
    };
    return saveForm(postedForm(urlOf(me, id), posted), {
      save: (basis) => this.edit.run(me.actor, id, state, basis),
      next: `${listUrl(me)}?done=saved`,
      again: (form, shown) => this.show(me, state, form, shown),
    });
  }

  private async show(
    me: SignedInMember,
    { name, colour, archived }: TagState,
    form: FormView,
    { status, done }: Shown = {},
  ): Promise<View> {
    const data: TagView = {
      shell: await this.shell.around(me, 'tags', done),
      listUrl: listUrl(me),
      form,
      name,
      colours: choices(this.i18n, me.actor.locale, 'admin:tag.colours.', TAG_COLOURS, colour),
      archived,
    };
    return view('admin/tags/tag', data, { status });
  }
}

function listUrl(me: SignedInMember): string {
  return `${adminUrl(me)}/tags`;
}

function urlOf(me: SignedInMember, id: string): string {
  return `${listUrl(me)}/${id}`;
}
