import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import {
  InviteMembers,
  Me,
  MemberGuard,
  Needs,
  ResendInvitation,
  WithdrawInvitation,
  type RefusedAddress,
  type SignedInMember,
} from '../../members/index.js';
import { seeOther, view, type SeeOther, type View } from '../../platform/index.js';
import type { FormView } from '../frame/admin.view.js';
import { ParseId } from '../frame/parse-id.js';
import { Posted } from '../frame/posted.js';
import { fieldErrors, freshForm } from '../frame/settings-form.js';
import { adminUrl, Shell } from '../frame/shell.js';
import { invitationsWanted, readInviteDraft, type InviteDraft } from './invitation.form.js';
import { InvitationPage } from './invitation-page.js';
import type { InviteView } from './invitations.view.js';
import { MemberListPage } from './member-list-page.js';

/** Invitations of people who are to become members. */
@Controller('b/:brand/admin/invitations')
@UseGuards(MemberGuard)
@Needs('members.change')
export class InvitationsController {
  constructor(
    private readonly shell: Shell,
    private readonly page: InvitationPage,
    private readonly list: MemberListPage,
    private readonly invite: InviteMembers,
    private readonly resend: ResendInvitation,
    private readonly withdraw: WithdrawInvitation,
  ) {}

  @Get('new')
  async form(@Me() me: SignedInMember): Promise<View> {
    return this.show(me, await this.page.emptyDraft(me), freshForm(urlOf(me), null));
  }

  @Post()
  @HttpCode(200)
  async send(@Me() me: SignedInMember, @Body() body: unknown): Promise<View | SeeOther> {
    const draft = readInviteDraft(new Posted(body));
    const form = freshForm(urlOf(me), null);
    await this.page.requireGroups(me.actor, draft.groupIds);
    try {
      const invitations = invitationsWanted(draft);
      const refused = await this.invite.run(me.actor, { invitations, locale: draft.locale });
      if (refused.length > 0) return await this.show(me, draft, form, refused);
    } catch (error) {
      return this.show(me, draft, { ...form, errors: fieldErrors(error) });
    }
    return seeOther(`${adminUrl(me)}/members?done=invited`);
  }

  @Post(':id/sending')
  @HttpCode(200)
  async sendAgain(@Me() me: SignedInMember, @Param('id', ParseId) id: string): Promise<View | SeeOther> {
    return this.list.after(me, 'resent', () => this.resend.run(me.actor, { invitationId: id }));
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  async takeBack(@Me() me: SignedInMember, @Param('id', ParseId) id: string): Promise<View | SeeOther> {
    return this.list.after(me, 'withdrawn', () => this.withdraw.run(me.actor, { invitationId: id }));
  }

  private async show(
    me: SignedInMember,
    draft: InviteDraft,
    form: FormView,
    refused: RefusedAddress[] = [],
  ): Promise<View> {
    const data: InviteView = {
      shell: await this.shell.around(me, 'members'),
      refused,
      ...(await this.page.build(me, draft, form)),
    };
    const isRefused = refused.length > 0 || Object.keys(form.errors).length > 0;
    return view('admin/members/invite', data, { status: isRefused ? 422 : 200 });
  }
}

function urlOf(me: SignedInMember): string {
  return `${adminUrl(me)}/invitations`;
}
