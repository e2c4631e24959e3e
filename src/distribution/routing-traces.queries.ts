import { Injectable } from '@nestjs/common';
import { ConversationAccess } from '../conversations/index.js';
import type { MemberActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { explain } from './domain/pass-record.js';
import type { Trace } from './domain/trace.js';
import type { RoutingRecord } from './routing.js';

/** Why a conversation went where it went, decision by decision. */
@Injectable()
export class RoutingTraces {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: ConversationAccess,
  ) {}

  async of(actor: MemberActor, conversationId: string): Promise<{ at: Date; trace: Trace }[]> {
    return this.unitOfWork.run(actor.brandId, async () => {
      await this.access.conversation(actor, conversationId);
      const rows = await this.unitOfWork.query<{ at: Date; record: RoutingRecord }>(
        `SELECT r.at, r.record FROM events e
         JOIN routing_records r ON r.brand_id = $1 AND r.id = (e.data->>'recordId')::uuid
         WHERE e.brand_id = $1 AND e.conversation_id = $2 AND e.name IN ('conversation.queued', 'conversation.landed')
         ORDER BY e.no`,
        [actor.brandId, conversationId],
      );
      return rows.flatMap(({ at, record }) => {
        const trace = record.kind === 'arrival' ? record.trace : explain(record.pass, conversationId);
        return trace ? [{ at, trace }] : [];
      });
    });
  }
}
