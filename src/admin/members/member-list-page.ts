import { Injectable } from '@nestjs/common';
import { Refusal } from '../../kernel/index.js';
import type { SignedInMember } from '../../members/index.js';
import { seeOther, view, type SeeOther, type View } from '../../platform/index.js';
import type { Notice } from '../frame/admin.view.js';
import { adminUrl, Shell } from '../frame/shell.js';
import { InvitationPage } from './invitation-page.js';
import { MemberPage } from './member-page.js';
import type { MembersView } from './members.view.js';

/** All members of a brand, and who is to become one. */
@Injectable()
export class MemberListPage {
  constructor(
    private readonly shell: Shell,
    private readonly members: MemberPage,
    private readonly invitations: InvitationPage,
  ) {}

  async show(
    me: SignedInMember,
    { done, error = null }: { done?: unknown; error?: string | null },
  ): Promise<View> {
    const data: MembersView = {
      shell: await this.shell.around(me, 'members', done),
      inviteUrl: `${adminUrl(me)}/invitations/new`,
      members: await this.members.rows(me),
      invitations: await this.invitations.rows(me),
      invitationError: error,
      permissions: this.members.permissions(me),
    };
    return view('admin/members/members', data, { status: error ? 409 : 200 });
  }

  /** Does something with an invitation of the list; the list says why where that can't be. */
  async after(me: SignedInMember, done: Notice, work: () => Promise<void>): Promise<View | SeeOther> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'conflict') throw error;
      return this.show(me, { error: error.code });
    }
    return seeOther(`${adminUrl(me)}/members?done=${done}`);
  }
}
