import { Injectable } from '@nestjs/common';
import { Clock, requirePermission, type MemberActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import type { Waiting } from './domain/snapshot.js';
import { whyWaiting, type WaitingReason } from './domain/waiting-reason.js';
import { Routing } from './routing.js';

export interface WaitingConversation extends Waiting {
  waitingSince: Date;
  reason: WaitingReason;
}

const PAGE = 100;
const WAITING = `
  SELECT c.id AS "conversationId", c.queue_id AS "queueId", c.group_id AS "groupId",
    c.queue_no::float8 AS "queueNo", c.assigned_to AS "assignedTo", c.assigned_until AS "assignedUntil",
    c.queued_at AS "waitingSince", c.queue_id IS NULL AND NOT EXISTS (
      SELECT FROM contacts o WHERE o.brand_id = $1 AND o.conversation_id = c.id) AS "landsOnConnection"
  FROM conversations c WHERE c.brand_id = $1 AND c.state = 'waiting'`;

/** What waits in a brand, longest first, each with the reason. */
@Injectable()
export class WaitingReasons {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly routing: Routing,
    private readonly clock: Clock,
  ) {}

  /** A page of those after the given number; pass the last one's `queueNo` for the next page. */
  page(actor: MemberActor, afterNo = 0): Promise<WaitingConversation[]> {
    return this.read(
      actor,
      `${WAITING} AND c.queue_no::float8 > $2 ORDER BY c.queue_no::float8 LIMIT ${PAGE}`,
      afterNo,
    );
  }

  /** Why each of these waits, as far as they do. */
  async of(actor: MemberActor, conversationIds: string[]): Promise<Map<string, WaitingReason>> {
    const waiting = await this.read(actor, `${WAITING} AND c.id = ANY ($2)`, conversationIds);
    return new Map(waiting.map(({ conversationId, reason }) => [conversationId, reason]));
  }

  private async read(
    actor: MemberActor,
    sql: string,
    which: number | string[],
  ): Promise<WaitingConversation[]> {
    requirePermission(actor, 'waiting.read');
    return this.unitOfWork.run(actor.brandId, async () => {
      const snapshot = await this.routing.look();
      const waiting = await this.unitOfWork.query<Waiting & { waitingSince: Date }>(sql, [
        actor.brandId,
        which,
      ]);
      const now = this.clock.now();
      return waiting.map((each) => ({ ...each, reason: whyWaiting(each, snapshot, now) }));
    });
  }
}
