import { Injectable } from '@nestjs/common';
import type { MemberActor, SystemActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { ConversationLock, termsOf } from './conversation-lock.js';
import { ConversationClosed } from './conversations.events.js';
import type { CloseReason } from './domain/state.js';
import { MoveConversation } from './move-conversation.js';

export interface CloseConversationInput {
  conversationId: string;
  reason?: CloseReason;
}

/** Ends a conversation for good: by the member who holds it, a manager, or the application for a bot. */
@Injectable()
export class CloseConversation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lock: ConversationLock,
    private readonly moves: MoveConversation,
    private readonly events: Events,
  ) {}

  async run(
    actor: MemberActor | SystemActor,
    { conversationId, reason = 'done' }: CloseConversationInput,
  ): Promise<void> {
    await this.unitOfWork.run(actor.brandId, async () => {
      const conversation = await this.lock.lock(actor, conversationId, termsOf('closed'));
      const { state, memberId, queueId } = conversation;
      await this.moves.move(actor, conversation, {
        why: 'closed',
        reason,
        closedBy: actor.id,
        line: { code: 'closed' },
      });
      await this.events.record(actor, ConversationClosed, {
        subjectId: conversationId,
        conversationId,
        data: { reason, from: state, memberId, queueId },
      });
    });
  }
}
