import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { notFound } from '../../kernel/index.js';
import { Me, MemberAccess, MemberGuard, type SignedInMember, Needs } from '../../members/index.js';
import { GivenIds, I18n, type SeeOther, view, type View } from '../../platform/index.js';
import type { FormView } from '../frame/admin.view.js';
import { EditGroup } from './edit-group.js';
import { GroupQueries, type GroupState } from '../frame/groups.queries.js';
import type { GroupsView, GroupView } from './groups.view.js';
import { MixedDuties } from '../frame/mixed-duties.queries.js';
import { ParseId } from '../frame/parse-id.js';
import { Posted } from '../frame/posted.js';
import { presentMixedDuty } from '../frame/mixed-duty-presenter.js';
import { freshForm, postedForm, saveForm, type Shown } from '../frame/settings-form.js';
import { adminUrl, Shell } from '../frame/shell.js';

/** Groups: who answers the same kind of conversation. */
@Controller('b/:brand/admin/groups')
@UseGuards(MemberGuard)
@Needs('groups.change')
export class GroupsController {
  constructor(
    private readonly shell: Shell,
    private readonly groups: GroupQueries,
    private readonly members: MemberAccess,
    private readonly edit: EditGroup,
    private readonly mixedDuties: MixedDuties,
    private readonly i18n: I18n,
    private readonly ids: GivenIds,
  ) {}

  @Get()
  async list(@Me() me: SignedInMember, @Query('done') done: unknown): Promise<View> {
    const groups = await this.groups.all(me.actor);
    const data: GroupsView = {
      shell: await this.shell.around(me, 'groups', done),
      newUrl: `${adminUrl(me)}/groups/new`,
      groups: groups.map(({ id, ...group }) => ({ url: urlOf(me, id), ...group })),
    };
    return view('admin/groups/groups', data);
  }

  @Get('new')
  blank(@Me() me: SignedInMember): Promise<View> {
    const state = { name: '', active: true, memberIds: [] };
    return this.show(me, null, state, freshForm(urlOf(me, this.ids.give(me.actor.brandId)), null));
  }

  @Get(':id')
  async one(
    @Me() me: SignedInMember,
    @Param('id', ParseId) id: string,
    @Query('done') done: unknown,
  ): Promise<View> {
    const state = await this.groups.state(me.actor, id);
    if (!state) throw notFound();
    return this.show(me, id, state, freshForm(urlOf(me, id), state), { done });
  }

  @Post(':id')
  async save(
    @Me() me: SignedInMember,
    @Param('id', ParseId) id: string,
    @Body() body: unknown,
  ): Promise<View | SeeOther> {
    const posted = new Posted(body);
    const state: GroupState = {
      name: posted.text('name').trim(),
      active: posted.checked('active'),
      memberIds: [...new Set(posted.texts('members'))].sort(),
    };
    return saveForm(postedForm(urlOf(me, id), posted), {
      save: (basis) => this.edit.run(me.actor, id, state, basis),
      next: `${urlOf(me, id)}?done=saved`,
      again: (form, shown) => this.show(me, id, state, form, shown),
    });
  }

  private async show(
    me: SignedInMember,
    id: string | null,
    state: GroupState,
    form: FormView,
    { status, done }: Shown = {},
  ): Promise<View> {
    const duties = (await this.mixedDuties.all(me.actor)).filter(
      ({ groupIds }) => id && groupIds.includes(id),
    );
    const members = await this.members.all(me.actor);
    const data: GroupView = {
      shell: await this.shell.around(me, 'groups', done),
      listUrl: `${adminUrl(me)}/groups`,
      form,
      name: state.name,
      active: state.active,
      members: members.map((member) => ({
        value: member.id,
        label: member.name,
        help: this.i18n.t(me.actor.locale, `common:kind.${member.kind}`),
        off: member.status === 'suspended',
        chosen: state.memberIds.includes(member.id),
      })),
      warnings: duties.map((duty) => presentMixedDuty(this.i18n, me.actor.locale, duty)),
    };
    return view('admin/groups/group', data, { status });
  }
}

function urlOf(me: SignedInMember, id: string): string {
  return `${adminUrl(me)}/groups/${id}`;
}
