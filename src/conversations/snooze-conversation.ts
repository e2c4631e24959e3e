import { Injectable } from '@nestjs/common';
import { Clock, invalidFields, Refusal, type MemberActor } from '../kernel/index.js';
import { Events, Jobs, UnitOfWork } from '../platform/index.js';
import { Claims } from './claims.js';
import type { Conversation } from './conversation.access.js';
import { ConversationSnoozed } from './conversations.events.js';
import { ConversationsLive } from './conversations.live.js';
import { mayHandle } from './domain/rights.js';
import { problemOfSnooze } from './domain/snooze.js';
import { EntryWriter } from './entry-writer.js';

/** The job that brings it back, keyed by the conversation. */
export const RETURN_CONVERSATION = 'conversations.return';

export interface SnoozeConversationInput {
  conversationId: string;
  until: Date;
  /** Whether it comes back to the member off whose desk it goes. */
  keep: boolean;
}

/** Sets a conversation aside until a time or the visitor's reply; its place is free at once. */
@Injectable()
export class SnoozeConversation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly claims: Claims,
    private readonly entries: EntryWriter,
    private readonly jobs: Jobs,
    private readonly live: ConversationsLive,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: MemberActor, { conversationId, until, keep }: SnoozeConversationInput): Promise<void> {
    await this.unitOfWork.run(actor.brandId, async () => {
      const terms = { states: ['on_desk'] as const, may: mayHandle };
      const { asynchronous, memberId } = await this.claims.claim(actor, conversationId, terms);
      if (!asynchronous) throw new Refusal('conflict', 'snooze_synchronous');
      const problem = problemOfSnooze(until, this.clock.now());
      if (problem) throw invalidFields({ until: problem });
      await this.write(actor, { conversationId, until, keep, memberId });
      this.unitOfWork.afterCommit(() =>
        this.live.state(actor.brandId, { id: conversationId, state: 'snoozed' }),
      );
    });
  }

  private async write(
    actor: MemberActor,
    { conversationId, until, keep, memberId }: SnoozeConversationInput & Pick<Conversation, 'memberId'>,
  ): Promise<void> {
    const { brandId } = actor;
    await this.unitOfWork.execute(
      `UPDATE conversations SET state = 'snoozed', member_id = NULL, snoozed_until = $3, snoozed_by = $4,
         keep_for = CASE WHEN $5 THEN $4::uuid END
       WHERE brand_id = $1 AND id = $2`,
      [brandId, conversationId, until, memberId, keep],
    );
    await this.unitOfWork.execute(
      `UPDATE contacts SET ended_at = $3, ended_how = 'snoozed'
       WHERE brand_id = $1 AND conversation_id = $2 AND ended_at IS NULL`,
      [brandId, conversationId, this.clock.now()],
    );
    await this.jobs.schedule({
      brandId,
      name: RETURN_CONVERSATION,
      key: conversationId,
      payload: { conversationId },
      dueAt: until,
    });
    await this.entries.line(conversationId, {
      code: keep ? 'snoozed_kept' : 'snoozed',
      params: { until: until.toISOString() },
      byMember: actor.id,
    });
    await this.events.record(actor, ConversationSnoozed, {
      subjectId: conversationId,
      conversationId,
      data: { memberId, until: until.toISOString(), keep },
    });
  }
}
