import { Body, Controller, Get, Headers, Param, Post, UseGuards } from '@nestjs/common';
import { initialsOf, tintOf } from '../conversations/index.js';
import { ReleaseConversation, TransferConversation, TransferTargets } from '../distribution/index.js';
import { Me, MemberGuard, ReadAlong, ReadsAlong, type SignedInMember } from '../members/index.js';
import { seeOther, type SeeOther, type View } from '../platform/index.js';
import { DESK_LISTS, type DeskLists } from './desk-lists.js';
import { DeskDialogs } from './desk-dialogs.js';
import { deskUrl } from './desk-url.js';
import type { TransferView } from './dialog.view.js';
import { readTransfer, transferTarget, type TransferForm } from './transfer.form.js';

/** Giving a conversation to somebody else, and taking it back for its group. */
@Controller('b/:brand/desk/conversations/:id')
@UseGuards(MemberGuard)
export class TransfersController {
  constructor(
    private readonly dialogs: DeskDialogs,
    private readonly targets: TransferTargets,
    private readonly transferConversation: TransferConversation,
    private readonly releaseConversation: ReleaseConversation,
  ) {}

  @Get('transfer')
  @ReadsAlong(DESK_LISTS)
  async ask(
    @Me() me: SignedInMember,
    @ReadAlong() lists: DeskLists,
    @Param('id') id: string,
    @Headers('hx-request') hx: string | undefined,
  ): Promise<View> {
    const transfer = await this.form(me, id, null);
    return this.dialogs.show({ me, lists, conversationId: id, isFragment: hx === 'true' }, { transfer });
  }

  @Post('transfer')
  @ReadsAlong(DESK_LISTS)
  async transfer(
    @Me() me: SignedInMember,
    @ReadAlong() lists: DeskLists,
    @Param('id') id: string,
    @Headers('hx-request') hx: string | undefined,
    @Body() body: unknown,
  ): Promise<View | SeeOther> {
    const posted = readTransfer(body);
    const { comment, from } = posted;
    try {
      const to = transferTarget(posted);
      await this.transferConversation.run(me.actor, { conversationId: id, to, comment, from });
      return seeOther(`${deskUrl(me)}/conversations/${id}`);
    } catch (error) {
      const request = { me, lists, conversationId: id, isFragment: hx === 'true' };
      const { status, fields, refused } = this.dialogs.explain(request, error);
      const form = refused ? without(me, id, posted) : await this.form(me, id, posted);
      const problems = { error: fields.to ?? null, commentError: fields.comment ?? null, refused };
      return this.dialogs.show(request, { transfer: { ...form, ...problems } }, status);
    }
  }

  @Post('release')
  async release(@Me() me: SignedInMember, @Param('id') id: string): Promise<SeeOther> {
    await this.releaseConversation.run(me.actor, { conversationId: id });
    return seeOther(`${deskUrl(me)}/conversations/${id}`);
  }

  /** Who could get it, as things stand now. */
  private async form(me: SignedInMember, id: string, posted: TransferForm | null): Promise<TransferView> {
    const { members, groups, from } = await this.targets.of(me.actor, id);
    const target = (kind: 'member' | 'group', each: { id: string; name: string; isAvailable: boolean }) => {
      const value = `${kind}:${each.id}`;
      return { value, name: each.name, isAvailable: each.isAvailable, chosen: value === posted?.to };
    };
    return {
      ...without(me, id, { to: '', comment: posted?.comment ?? '', from: posted ? posted.from : from }),
      members: members.map((member) => ({
        ...target('member', member),
        state: member.state === 'available' && !member.isAvailable ? 'full' : member.state,
        face: {
          name: member.name,
          picture: member.picture,
          initials: initialsOf(member.name),
          tint: tintOf(member.id),
        },
      })),
      groups: groups.map((group) => target('group', group)),
    };
  }
}

/** What was written, where there is nobody to choose any more. */
function without(me: SignedInMember, id: string, { comment, from }: TransferForm): TransferView {
  return {
    url: `${deskUrl(me)}/conversations/${id}`,
    members: [],
    groups: [],
    comment,
    from,
    error: null,
    commentError: null,
    refused: null,
  };
}
