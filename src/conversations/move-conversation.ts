import { Injectable } from '@nestjs/common';
import { Clock, type Actor } from '../kernel/index.js';
import { Events, Jobs, UnitOfWork } from '../platform/index.js';
import type { LockedConversation } from './conversation-lock.js';
import { ConversationMoved } from './conversations.events.js';
import { afterMove, faultsOf, MOVES, whose, type Destination, type Whereabouts } from './domain/state.js';
import { EntryWriter, type LineDraft } from './entries/entry-writer.js';

/** The job that brings a snoozed conversation back, keyed by its id. */
export const RETURN_CONVERSATION = 'conversations.return';

export type Move = Destination & {
  /** How the thread tells of it. */
  line: LineDraft;
};

/**
 * The one way in which a conversation goes from one state to another: columns, contact, timer, line and
 * `conversation.moved`, to which everybody subscribes who has to hear of moves. Passes do the same for many at once, in
 * `land_conversations`.
 */
@Injectable()
export class MoveConversation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly entries: EntryWriter,
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** Throws where the destination lacks something or the state does not know the move: a fault of ours. */
  async move(actor: Actor, conversation: LockedConversation, { line, ...destination }: Move): Promise<void> {
    const { from, to, ends } = MOVES[destination.why];
    const now = this.clock.now();
    const after = afterMove(conversation, destination, now);
    const isKnown = (from as readonly string[]).includes(conversation.state) && after.state === to;
    if (!isKnown || faultsOf(after).length > 0)
      throw new Error(`${conversation.state} cannot become ${after.state} by ${destination.why}`);
    await this.write(conversation.id, after);
    if (ends) await this.endContact(conversation.id, { ends, now });
    await this.setTimer(conversation, after);
    await this.entries.line(conversation.id, line);
    await this.events.record(actor, ConversationMoved, {
      subjectId: conversation.id,
      conversationId: conversation.id,
      data: {
        from: conversation.state,
        to,
        memberBefore: whose(conversation),
        memberAfter: whose(after),
        why: destination.why,
      },
    });
  }

  private async write(id: string, after: Whereabouts): Promise<void> {
    await this.unitOfWork.execute(
      `UPDATE conversations SET state = $3, member_id = $4, group_id = $5, queue_id = $6, queue_no = $7, queued_at = $8,
         assigned_to = $9, assigned_until = $10, snoozed_until = $11, snoozed_by = $12, keep_for = $13,
         started_from = $14, closed_at = $15, closed_by = $16, close_reason = $17
       WHERE brand_id = $1 AND id = $2`,
      [
        this.unitOfWork.brandId,
        id,
        after.state,
        after.memberId,
        after.groupId,
        after.queueId,
        after.queueNo,
        after.queuedAt,
        after.assignedTo,
        after.assignedUntil,
        after.snoozedUntil,
        after.snoozedBy,
        after.keepFor,
        after.startedFrom,
        after.closedAt,
        after.closedBy,
        after.closeReason,
      ],
    );
  }

  private async endContact(id: string, { ends, now }: { ends: string; now: Date }): Promise<void> {
    await this.unitOfWork.execute(
      `UPDATE contacts SET ended_at = $3, ended_how = $4
       WHERE brand_id = $1 AND conversation_id = $2 AND ended_at IS NULL`,
      [this.unitOfWork.brandId, id, now, ends],
    );
  }

  /** What brings it back when its time has come. */
  private async setTimer(before: Whereabouts & { id: string }, { snoozedUntil }: Whereabouts): Promise<void> {
    const { brandId } = this.unitOfWork;
    const { id } = before;
    if (snoozedUntil) {
      const payload = { conversationId: id };
      await this.jobs.schedule({ brandId, name: RETURN_CONVERSATION, key: id, payload, dueAt: snoozedUntil });
    } else if (before.state === 'snoozed') await this.jobs.cancel(brandId, RETURN_CONVERSATION, id);
  }
}
