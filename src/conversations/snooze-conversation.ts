import { Injectable } from '@nestjs/common';
import { Clock, invalidFields, Refusal, type MemberActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { ConversationLock, termsOf } from './conversation-lock.js';
import { ConversationSnoozed } from './conversations.events.js';
import { problemOfSnooze } from './domain/snooze.js';
import { MoveConversation } from './move-conversation.js';

export interface SnoozeConversationInput {
  conversationId: string;
  until: Date;
  /** Whether it comes back to the member off whose desk it goes. */
  keep: boolean;
  /** When the visitor last wrote, as far as the member knows; refused where they have written since. */
  heard?: Date | null;
}

/** Sets a conversation aside until a time or the visitor's reply; its place is free at once. */
@Injectable()
export class SnoozeConversation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lock: ConversationLock,
    private readonly moves: MoveConversation,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: MemberActor, input: SnoozeConversationInput): Promise<void> {
    const { conversationId, until, keep, heard } = input;
    await this.unitOfWork.run(actor.brandId, async () => {
      const conversation = await this.lock.lock(actor, conversationId, termsOf('snoozed'));
      if (!conversation.asynchronous) throw new Refusal('conflict', 'snooze_synchronous');
      if (heard !== undefined && conversation.lastVisitorMessageAt?.getTime() !== heard?.getTime())
        throw new Refusal('conflict', 'visitor_wrote');
      const problem = problemOfSnooze(until, this.clock.now());
      if (problem) throw invalidFields({ until: problem });
      const untilText = until.toISOString();
      await this.moves.move(actor, conversation, {
        why: 'snoozed',
        until,
        keep,
        line: {
          code: keep ? 'snoozed_kept' : 'snoozed',
          params: { until: untilText },
          byMember: actor.id,
        },
      });
      await this.events.record(actor, ConversationSnoozed, {
        subjectId: conversationId,
        conversationId,
        data: { memberId: conversation.memberId, until: untilText, keep },
      });
    });
  }
}
