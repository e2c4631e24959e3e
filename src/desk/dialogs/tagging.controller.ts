import { may } from '../../kernel/index.js';
import { Body, Controller, Get, Param, Post, UseGuards } from '@nestjs/common';
import { ConversationAccess } from '../../conversations/index.js';
import { Me, MemberGuard, type SignedInMember } from '../../members/index.js';
import { UnitOfWork, view, type SeeOther, type View } from '../../platform/index.js';
import { SaveTag, TagConversation, Tags } from '../../tags/index.js';
import { ChangedConversations } from '../changed-conversations.js';
import { deskUrl } from '../desk-url.js';
import type { TagOptionsView } from '../desk.view.js';

/** The tags of the conversation that is open. */
@Controller('b/:brand/desk/conversations/:id/tags')
@UseGuards(MemberGuard)
export class TaggingController {
  constructor(
    private readonly changed: ChangedConversations,
    private readonly access: ConversationAccess,
    private readonly tags: Tags,
    private readonly tagConversation: TagConversation,
    private readonly saveTag: SaveTag,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Those that there are to choose from. */
  @Get()
  async options(@Me() me: SignedInMember, @Param('id') conversationId: string): Promise<View> {
    const { actor } = me;
    await this.access.conversation(actor, conversationId);
    const here = new Set((await this.tags.ofConversation(actor, conversationId)).map(({ id }) => id));
    const data: TagOptionsView = {
      url: `${deskUrl(me)}/conversations/${conversationId}/tags`,
      tags: (await this.tags.all(actor))
        .filter(({ id, archived }) => !archived || here.has(id))
        .map(({ id, name, colour }) => ({ id, name, colour, on: here.has(id) })),
      canCreate: may(actor, 'tags.change'),
    };
    return view('desk/dialogs/_tag-options', data);
  }

  /** Puts one there or takes it away; a manager may give the name of a new one instead. */
  @Post()
  async change(
    @Me() me: SignedInMember,
    @Param('id') conversationId: string,
    @Body() posted: { tagId?: unknown; name?: unknown; on?: unknown } | undefined,
  ): Promise<View | SeeOther> {
    const { tagId, name, on } = posted ?? {};
    await this.unitOfWork.run(me.brand.id, async () => {
      await this.access.conversation(me.actor, conversationId);
      const id = typeof name === 'string' ? await this.saveTag.run(me.actor, { name }) : String(tagId);
      await this.tagConversation.run(me.actor, { conversationId, tagId: id, on: on !== 'no' });
    });
    return this.changed.show(me, conversationId);
  }
}
