import { Injectable } from '@nestjs/common';
import { Clock, type SystemActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { ConversationReleased } from './conversations.events.js';
import { ConversationsLive } from './conversations.live.js';
import { EntryWriter } from './entry-writer.js';

export interface GiveBackConversationsInput {
  /** The member who can answer no longer. */
  memberId: string;
}

interface Held {
  id: string;
  onDesk: boolean;
  groupId: string | null;
}

/**
 * Gives back what a member holds. Conversations on their desk go to the end of the queue, those that waited for them
 * are anybody's in the group at the place that they have; without a group both go to the waiting list. What they have
 * set aside finds out when it comes back that they are gone.
 */
@Injectable()
export class GiveBackConversations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly entries: EntryWriter,
    private readonly live: ConversationsLive,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: SystemActor, { memberId }: GiveBackConversationsInput): Promise<void> {
    await this.unitOfWork.run(actor.brandId, async () => {
      const held = await this.unitOfWork.query<Held>(
        `SELECT id, state = 'on_desk' AS "onDesk", group_id AS "groupId" FROM conversations
         WHERE brand_id = $1 AND ((state = 'on_desk' AND member_id = $2) OR (state = 'waiting' AND assigned_to = $2))
         ORDER BY id FOR NO KEY UPDATE`,
        [actor.brandId, memberId],
      );
      for (const each of held) await this.giveBack(actor, each, memberId);
    });
  }

  private async giveBack(actor: SystemActor, { id, onDesk, groupId }: Held, memberId: string): Promise<void> {
    const { brandId } = actor;
    const now = this.clock.now();
    const keepsPlace = !onDesk && groupId !== null;
    await this.unitOfWork.execute(
      `UPDATE conversations SET state = 'waiting', member_id = NULL, assigned_to = NULL, assigned_until = NULL,
         queue_id = CASE WHEN $3 THEN queue_id END, queue_no = CASE WHEN $3 THEN queue_no END,
         queued_at = CASE WHEN $3 THEN queued_at ELSE $4 END
       WHERE brand_id = $1 AND id = $2`,
      [brandId, id, keepsPlace, now],
    );
    await this.unitOfWork.execute(
      `UPDATE contacts SET ended_at = $3, ended_how = 'released'
       WHERE brand_id = $1 AND conversation_id = $2 AND ended_at IS NULL`,
      [brandId, id, now],
    );
    await this.entries.line(id, { code: 'given_back', byMember: memberId });
    await this.events.record(actor, ConversationReleased, {
      subjectId: id,
      conversationId: id,
      data: { memberId, from: onDesk ? 'on_desk' : 'waiting', groupId },
    });
    this.unitOfWork.afterCommit(() => this.live.state(brandId, { id, state: 'waiting' }));
  }
}
