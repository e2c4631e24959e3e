import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import {
  Me,
  MemberAccess,
  MemberGuard,
  type Member,
  type SignedInMember,
  Needs,
  RemoveMember,
} from '../../members/index.js';
import { Refusal } from '../../kernel/index.js';
import { view, type SeeOther, type View } from '../../platform/index.js';
import type { FormView } from '../frame/admin.view.js';
import { EditMember } from './edit-member.js';
import { memberDraftOf, memberStateOf, readMemberDraft, type MemberDraft } from './member.form.js';
import { MemberListPage } from './member-list-page.js';
import { MemberPage } from './member-page.js';
import type { MemberView } from './members.view.js';
import { ParseId } from '../frame/parse-id.js';
import { Posted } from '../frame/posted.js';
import { GroupQueries } from '../frame/groups.queries.js';
import { freshForm, postedForm, saveForm, type Shown } from '../frame/settings-form.js';
import { adminUrl, Shell } from '../frame/shell.js';

/** Members: what each may do, how much each holds, and in which groups. */
@Controller('b/:brand/admin/members')
@UseGuards(MemberGuard)
@Needs('members.change')
export class MembersController {
  constructor(
    private readonly shell: Shell,
    private readonly members: MemberAccess,
    private readonly groups: GroupQueries,
    private readonly page: MemberPage,
    private readonly listPage: MemberListPage,
    private readonly edit: EditMember,
    private readonly removal: RemoveMember,
  ) {}

  @Get()
  list(@Me() me: SignedInMember, @Query('done') done: unknown): Promise<View> {
    return this.listPage.show(me, { done });
  }

  @Get(':id')
  async one(
    @Me() me: SignedInMember,
    @Param('id', ParseId) id: string,
    @Query('done') done: unknown,
  ): Promise<View> {
    const member = await this.members.member(me.actor, id);
    const state = memberStateOf(member, await this.groups.ofMember(me.actor, id));
    return this.show(me, member, memberDraftOf(state), freshForm(urlOf(me, id), state), { done });
  }

  @Post(':id')
  async save(
    @Me() me: SignedInMember,
    @Param('id', ParseId) id: string,
    @Body() body: unknown,
  ): Promise<View | SeeOther> {
    const member = await this.members.member(me.actor, id);
    const posted = new Posted(body);
    const draft = readMemberDraft(posted);
    return saveForm(postedForm(urlOf(me, id), posted), {
      save: (basis) => this.edit.run(me.actor, member, draft, basis),
      next: `${urlOf(me, id)}?done=saved`,
      again: (form, shown) => this.show(me, member, draft, form, shown),
    });
  }

  /** Suspended, nobody signs in or receives any more, and what they held goes back to the queues. */
  @Post(':id/suspension')
  suspend(
    @Me() me: SignedInMember,
    @Param('id', ParseId) id: string,
    @Body() body: unknown,
  ): Promise<View | SeeOther> {
    return this.setStatus(me, id, 'suspended', body);
  }

  @Post(':id/reactivation')
  reactivate(
    @Me() me: SignedInMember,
    @Param('id', ParseId) id: string,
    @Body() body: unknown,
  ): Promise<View | SeeOther> {
    return this.setStatus(me, id, 'active', body);
  }

  /** Out of the brand; what they wrote stays. */
  @Post(':id/removal')
  async remove(@Me() me: SignedInMember, @Param('id', ParseId) id: string): Promise<View | SeeOther> {
    const member = await this.members.member(me.actor, id);
    const state = memberStateOf(member, await this.groups.ofMember(me.actor, id));
    return saveForm(freshForm(urlOf(me, id), state), {
      save: async () => {
        await this.removal.run(me.actor, { memberId: id });
        return null;
      },
      next: `${adminUrl(me)}/members?done=removed`,
      again: (form, shown) => this.show(me, member, memberDraftOf(state), form, shown),
    });
  }

  private async setStatus(
    me: SignedInMember,
    id: string,
    status: Member['status'],
    body: unknown,
  ): Promise<View | SeeOther> {
    if (new Posted(body).texts('status').some((asked) => asked !== status))
      throw new Refusal('invalid', 'invalid_input');
    const member = await this.members.member(me.actor, id);
    const state = memberStateOf(member, await this.groups.ofMember(me.actor, id));
    return saveForm(freshForm(urlOf(me, id), state), {
      save: async () => {
        await this.edit.setStatus(me.actor, member, status);
        return null;
      },
      next: `${urlOf(me, id)}?done=${status === 'active' ? 'reactivated' : 'suspended'}`,
      again: (form, shown) => this.show(me, member, memberDraftOf(state), form, shown),
    });
  }

  private async show(
    me: SignedInMember,
    member: Member,
    draft: MemberDraft,
    form: FormView,
    { status, done }: Shown = {},
  ): Promise<View> {
    const data: MemberView = {
      shell: await this.shell.around(me, 'members', done),
      listUrl: `${adminUrl(me)}/members`,
      ...(await this.page.build(me, member, draft, form)),
    };
    return view('admin/members/member', data, { status });
  }
}

function urlOf(me: SignedInMember, id: string): string {
  return `${adminUrl(me)}/members/${id}`;
}
