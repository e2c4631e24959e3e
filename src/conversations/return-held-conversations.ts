import { Injectable } from '@nestjs/common';
import type { SystemActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { ConversationLock, termsOf } from './conversation-lock.js';
import { ConversationReleased } from './conversations.events.js';
import { MoveConversation } from './move-conversation.js';

export interface ReturnHeldConversationsInput {
  /** The member who can answer no longer. */
  memberId: string;
}

/**
 * Gives back what a member holds. Conversations on their desk go to the end of the queue, those that waited for them
 * are anybody's in the group at the place that they have; without a group both go to the waiting list. What they have
 * set aside finds out when it comes back that they are gone.
 */
@Injectable()
export class ReturnHeldConversations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lock: ConversationLock,
    private readonly moves: MoveConversation,
    private readonly events: Events,
  ) {}

  async run(actor: SystemActor, { memberId }: ReturnHeldConversationsInput): Promise<void> {
    await this.unitOfWork.run(actor.brandId, async () => {
      const held = await this.unitOfWork.query<{ id: string }>(
        `SELECT id FROM conversations
         WHERE brand_id = $1 AND ((state = 'on_desk' AND member_id = $2) OR (state = 'waiting' AND assigned_to = $2))
         ORDER BY id FOR NO KEY UPDATE`,
        [actor.brandId, memberId],
      );
      for (const { id } of held) await this.giveBack(actor, id, memberId);
    });
  }

  private async giveBack(actor: SystemActor, id: string, memberId: string): Promise<void> {
    const conversation = await this.lock.lock(actor, id, termsOf('given_back'));
    const { state, groupId } = conversation;
    await this.moves.move(actor, conversation, {
      why: 'given_back',
      groupId,
      assignedTo: null,
      assignedUntil: null,
      keepsPlace: state === 'waiting' && groupId !== null,
      line: { code: 'given_back', byMember: memberId },
    });
    await this.events.record(actor, ConversationReleased, {
      subjectId: id,
      conversationId: id,
      data: { memberId, from: state === 'on_desk' ? 'on_desk' : 'waiting', groupId },
    });
  }
}
