import { Injectable } from '@nestjs/common';
import {
  ConversationLock,
  ConversationReleased,
  mayRelease,
  MoveConversation,
} from '../conversations/index.js';
import { Refusal, requirePermission, type MemberActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';

export interface ReleaseConversationInput {
  conversationId: string;
}

/** Takes a conversation from a member who is not there, or for whom it waits, and gives it back to its group. */
@Injectable()
export class ReleaseConversation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lock: ConversationLock,
    private readonly moves: MoveConversation,
    private readonly events: Events,
  ) {}

  async run(actor: MemberActor, { conversationId }: ReleaseConversationInput): Promise<void> {
    requirePermission(actor, 'conversations.release');
    await this.unitOfWork.run(actor.brandId, async () => {
      const states = ['on_desk', 'waiting', 'snoozed'] as const;
      const conversation = await this.lock.lock(actor, conversationId, { states, may: mayRelease });
      const { state, memberId, assignedTo, groupId } = conversation;
      if (state === 'snoozed') throw new Refusal('conflict', 'release_snoozed');
      const holder = await this.holder(memberId ?? assignedTo);
      if (!holder) throw await this.lock.meanwhile(actor, conversation);
      if (state === 'on_desk' && holder.isConnected)
        throw new Refusal('conflict', 'release_connected', { params: { name: holder.name } });
      await this.moves.move(actor, conversation, {
        why: 'released',
        groupId,
        assignedTo: null,
        assignedUntil: null,
        line: { code: 'released', params: { from: holder.name }, byMember: actor.id },
      });
      await this.events.record(actor, ConversationReleased, {
        subjectId: conversationId,
        conversationId,
        data: { memberId: holder.id, from: state === 'on_desk' ? 'on_desk' : 'waiting', groupId },
      });
    });
  }

  private async holder(
    memberId: string | null,
  ): Promise<{ id: string; name: string; isConnected: boolean } | undefined> {
    const [holder] = await this.unitOfWork.query<{ id: string; name: string; isConnected: boolean }>(
      `SELECT id, name, state <> 'offline' AS "isConnected" FROM members WHERE brand_id = $1 AND id = $2`,
      [this.unitOfWork.brandId, memberId],
    );
    return holder;
  }
}
