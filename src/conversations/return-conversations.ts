import { Injectable } from '@nestjs/common';
import { Clock, type SystemActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { ConversationReleased } from './conversations.events.js';
import { ConversationsLive } from './conversations.live.js';
import { EntryWriter } from './entry-writer.js';

export interface ReturnConversationsInput {
  /** The member who can answer no longer. */
  memberId: string;
  /** As the conversations' information lines name them. */
  name: string;
}

/**
 * Gives what a member holds back to its group: conversations on their desk go to the end of the queue, those that were
 * kept for them are anybody's in the group at the place that they have.
 */
@Injectable()
export class ReturnConversations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly entries: EntryWriter,
    private readonly live: ConversationsLive,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: SystemActor, { memberId, name }: ReturnConversationsInput): Promise<void> {
    await this.unitOfWork.run(actor.brandId, async () => {
      const held = await this.unitOfWork.query<{ id: string; onDesk: boolean }>(
        `SELECT id, state = 'on_desk' AS "onDesk" FROM conversations
         WHERE brand_id = $1 AND group_id IS NOT NULL
           AND ((state = 'on_desk' AND member_id = $2) OR (state = 'waiting' AND assigned_to = $2))
         ORDER BY id FOR NO KEY UPDATE`,
        [actor.brandId, memberId],
      );
      await this.unassign(held.filter(({ onDesk }) => !onDesk).map(({ id }) => id));
      for (const { id, onDesk } of held) if (onDesk) await this.takeOffDesk(actor, id, { memberId, name });
    });
  }

  private async unassign(ids: string[]): Promise<void> {
    await this.unitOfWork.execute(
      'UPDATE conversations SET assigned_to = NULL, assigned_until = NULL WHERE brand_id = $1 AND id = ANY ($2)',
      [this.unitOfWork.brandId, ids],
    );
  }

  private async takeOffDesk(actor: SystemActor, id: string, by: ReturnConversationsInput): Promise<void> {
    const now = this.clock.now();
    await this.unitOfWork.execute(
      `UPDATE conversations SET state = 'waiting', member_id = NULL, queue_id = NULL, queue_no = NULL, queued_at = $3
       WHERE brand_id = $1 AND id = $2`,
      [actor.brandId, id, now],
    );
    await this.unitOfWork.execute(
      `UPDATE contacts SET ended_at = $3, ended_how = 'released'
       WHERE brand_id = $1 AND conversation_id = $2 AND ended_at IS NULL`,
      [actor.brandId, id, now],
    );
    await this.entries.line(id, { code: 'released', by: { id: by.memberId, name: by.name } });
    await this.events.record(actor, ConversationReleased, {
      subjectId: id,
      conversationId: id,
      data: { memberId: by.memberId },
    });
    this.unitOfWork.afterCommit(() => this.live.state(actor.brandId, { id, state: 'waiting' }));
  }
}
