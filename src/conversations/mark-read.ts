import { Injectable } from '@nestjs/common';
import { Clock, type MemberActor, type VisitorActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { ConversationAccess } from './conversation.access.js';
import { ConversationsLive } from './conversations.live.js';

export interface MarkReadInput {
  conversationId: string;
  /** The last entry seen, by the numbers of the reader's own side. */
  seq: number;
}

/** Keeps how far somebody has read, which only ever grows, and shows it to the other side. */
@Injectable()
export class MarkRead {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: ConversationAccess,
    private readonly live: ConversationsLive,
    private readonly clock: Clock,
  ) {}

  async run(actor: MemberActor | VisitorActor, { conversationId, seq }: MarkReadInput): Promise<void> {
    if (!Number.isSafeInteger(seq) || seq < 1) return;
    await this.unitOfWork.run(actor.brandId, async () => {
      const conversation = await this.access.conversation(actor, conversationId);
      // Two browsers of a visitor are one reader.
      const readerId = actor.kind === 'visitor' ? conversation.visitorId : actor.id;
      const [mark] = await this.unitOfWork.query<{ seq: number; visitorSeq: number | null }>(
        `INSERT INTO read_marks AS r (brand_id, conversation_id, side, reader_id, seq, at)
         SELECT $1, $2, $3, $4, max(e.seq), $6 FROM entries e
         WHERE e.brand_id = $1 AND e.conversation_id = $2
           AND CASE $3 WHEN 'visitor' THEN e.visitor_seq ELSE e.seq END <= $5
         HAVING max(e.seq) IS NOT NULL
         ON CONFLICT (brand_id, conversation_id, side, reader_id) DO UPDATE SET seq = excluded.seq, at = excluded.at
           WHERE r.seq < excluded.seq
         RETURNING r.seq, (SELECT max(v.visitor_seq) FROM entries v
           WHERE v.brand_id = $1 AND v.conversation_id = $2 AND v.seq <= r.seq) AS "visitorSeq"`,
        [actor.brandId, conversationId, actor.kind, readerId, Math.min(seq, 2_147_483_647), this.clock.now()],
      );
      if (!mark) return;
      this.unitOfWork.afterCommit(() =>
        this.live.read(actor.brandId, { conversationId, side: actor.kind, readerId, ...mark }),
      );
    });
  }
}
