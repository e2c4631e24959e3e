import { Injectable } from '@nestjs/common';
import { BrandSettingsQueries } from '../brands/index.js';
import { Clock, systemActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import type { ContactEnd } from './contact.entity.js';
import { ConversationsLive } from './conversations.live.js';

export interface WaitingFor {
  groupId: string | null;
  /** The member it is reserved for, and until when; null for anybody in the group, or for one who has it without end. */
  assignedTo: string | null;
  assignedUntil: Date | null;
  /** How the contact ends, where there is one. */
  ended: ContactEnd;
}

/**
 * Where conversations that come back wait: without a number yet, which the next pass gives, at the end of the line that
 * it then finds. For callers who have claimed the conversation; the pass is theirs to ask for.
 */
@Injectable()
export class WaitingLine {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: BrandSettingsQueries,
    private readonly live: ConversationsLive,
    private readonly clock: Clock,
  ) {}

  async enter(id: string, { groupId, assignedTo, assignedUntil, ended }: WaitingFor): Promise<void> {
    const { brandId } = this.unitOfWork;
    const now = this.clock.now();
    await this.unitOfWork.execute(
      `UPDATE conversations SET state = 'waiting', member_id = NULL, group_id = $3, queue_id = NULL, queue_no = NULL,
         queued_at = $4, assigned_to = $5, assigned_until = $6, snoozed_until = NULL, snoozed_by = NULL, keep_for = NULL
       WHERE brand_id = $1 AND id = $2`,
      [brandId, id, groupId, now, assignedTo, assignedUntil],
    );
    await this.unitOfWork.execute(
      `UPDATE contacts SET ended_at = $3, ended_how = $4
       WHERE brand_id = $1 AND conversation_id = $2 AND ended_at IS NULL`,
      [brandId, id, now, ended],
    );
    this.unitOfWork.afterCommit(() => this.live.state(brandId, { id, state: 'waiting' }));
  }

  /** When an assignment that begins now is over; without a group to go to it never is. */
  async assignmentEnd(groupId: string | null): Promise<Date | null> {
    if (groupId === null) return null;
    const { assignmentMinutes } = await this.settings.of(systemActor(this.unitOfWork.brandId));
    return new Date(this.clock.now().getTime() + assignmentMinutes * 60_000);
  }
}
