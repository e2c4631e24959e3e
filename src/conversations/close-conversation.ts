import { Injectable } from '@nestjs/common';
import { Clock, type MemberActor, type SystemActor } from '../kernel/index.js';
import { Events, Jobs, UnitOfWork } from '../platform/index.js';
import { Claims } from './claims.js';
import type { ConversationState } from './conversation.access.js';
import { ConversationClosed, type CloseReason } from './conversations.events.js';
import { ConversationsLive } from './conversations.live.js';
import { mayHandle } from './domain/rights.js';
import { EntryWriter } from './entry-writer.js';
import { RETURN_CONVERSATION } from './snooze-conversation.js';

const OPEN: ConversationState[] = ['bot', 'waiting', 'on_desk', 'snoozed'];

export interface CloseConversationInput {
  conversationId: string;
  reason?: CloseReason;
}

/** Ends a conversation for good: by the member who holds it, a manager, or the application for a bot. */
@Injectable()
export class CloseConversation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly claims: Claims,
    private readonly entries: EntryWriter,
    private readonly jobs: Jobs,
    private readonly live: ConversationsLive,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(
    actor: MemberActor | SystemActor,
    { conversationId, reason = 'done' }: CloseConversationInput,
  ): Promise<void> {
    await this.unitOfWork.run(actor.brandId, async () => {
      const terms = { states: OPEN, may: mayHandle };
      const { state, memberId, queueId } = await this.claims.claim(actor, conversationId, terms);
      const now = this.clock.now();
      await this.unitOfWork.execute(
        `UPDATE conversations SET state = 'closed', closed_at = $3, closed_by = $4, close_reason = $5, member_id = NULL,
           assigned_to = NULL, assigned_until = NULL, snoozed_until = NULL, snoozed_by = NULL, keep_for = NULL,
           started_from = NULL
         WHERE brand_id = $1 AND id = $2`,
        [actor.brandId, conversationId, now, actor.id, reason],
      );
      await this.unitOfWork.execute(
        `UPDATE contacts SET ended_at = $3, ended_how = 'closed'
         WHERE brand_id = $1 AND conversation_id = $2 AND ended_at IS NULL`,
        [actor.brandId, conversationId, now],
      );
      if (state === 'snoozed') await this.jobs.cancel(actor.brandId, RETURN_CONVERSATION, conversationId);
      await this.entries.line(conversationId, { code: 'closed' });
      await this.events.record(actor, ConversationClosed, {
        subjectId: conversationId,
        conversationId,
        data: { reason, from: state, memberId, queueId },
      });
      this.unitOfWork.afterCommit(() =>
        this.live.state(actor.brandId, { id: conversationId, state: 'closed' }),
      );
    });
  }
}
