import { Body, Controller, Get, Param, Post, UseGuards } from '@nestjs/common';
import { avatarOf } from '../../conversations/index.js';
import { ReleaseConversation, TransferConversation, TransferTargets } from '../../distribution/index.js';
import { Me, MemberGuard, ReadsAlong, type SignedInMember } from '../../members/index.js';
import type { SeeOther, View } from '../../platform/index.js';
import { ChangedConversations } from '../changed-conversations.js';
import { AsDialog, DeskDialogs, type DialogRequest } from './desk-dialogs.js';
import { DESK_LISTS } from '../lists/desk-lists.js';
import { deskUrl } from '../desk-url.js';
import type { TransferView } from './dialog.view.js';
import { readTransfer, transferTarget, type TransferForm } from './transfer.form.js';

/** Giving a conversation to somebody else, and taking it back for its group. */
@Controller('b/:brand/desk/conversations/:id')
@UseGuards(MemberGuard)
export class TransfersController {
  constructor(
    private readonly dialogs: DeskDialogs,
    private readonly changed: ChangedConversations,
    private readonly targets: TransferTargets,
    private readonly transferConversation: TransferConversation,
    private readonly releaseConversation: ReleaseConversation,
  ) {}

  @Get('transfer')
  @ReadsAlong(DESK_LISTS)
  async ask(@AsDialog() request: DialogRequest): Promise<View> {
    return this.dialogs.show(request, { transfer: await this.form(request, null) });
  }

  @Post('transfer')
  @ReadsAlong(DESK_LISTS)
  transfer(@AsDialog() request: DialogRequest, @Body() body: unknown): Promise<View | SeeOther> {
    const { me, conversationId } = request;
    const posted = readTransfer(body);
    const { comment, from } = posted;
    return this.dialogs.answer(request, {
      act: async () => {
        const to = transferTarget(posted);
        await this.transferConversation.run(me.actor, { conversationId, to, comment, from });
      },
      again: async ({ fields, refused }) => {
        const form = refused ? without(request, posted) : await this.form(request, posted);
        const problems = { error: fields.to ?? null, commentError: fields.comment ?? null, refused };
        return { transfer: { ...form, ...problems } };
      },
    });
  }

  @Post('release')
  async release(@Me() me: SignedInMember, @Param('id') id: string): Promise<View | SeeOther> {
    await this.releaseConversation.run(me.actor, { conversationId: id });
    return this.changed.show(me, id);
  }

  /** Who could get it, as things stand now. */
  private async form(request: DialogRequest, posted: TransferForm | null): Promise<TransferView> {
    const { members, groups, from } = await this.targets.of(request.me.actor, request.conversationId);
    const target = (kind: 'member' | 'group', each: { id: string; name: string; isAvailable: boolean }) => {
      const value = `${kind}:${each.id}`;
      return { value, name: each.name, isAvailable: each.isAvailable, chosen: value === posted?.to };
    };
    return {
      ...without(request, { to: '', comment: posted?.comment ?? '', from: posted ? posted.from : from }),
      members: members.map((member) => ({
        ...target('member', member),
        state: member.state === 'available' && !member.isAvailable ? 'full' : member.state,
        avatar: avatarOf(member),
      })),
      groups: groups.map((group) => target('group', group)),
    };
  }
}

/** What was written, where there is nobody to choose any more. */
function without({ me, conversationId }: DialogRequest, { comment, from }: TransferForm): TransferView {
  return {
    url: `${deskUrl(me)}/conversations/${conversationId}`,
    members: [],
    groups: [],
    comment,
    from,
    error: null,
    commentError: null,
    refused: null,
  };
}
