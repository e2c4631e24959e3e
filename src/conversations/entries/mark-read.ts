import { Injectable } from '@nestjs/common';
import { Clock, type MemberActor, type VisitorActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';
import { ConversationAccess } from '../conversation.access.js';
import { ConversationsLive } from './conversations.live.js';

export interface MarkReadInput {
  conversationId: string;
  /** The last entry seen, by the numbers of the reader's own side. */
  seq: number;
}

/** How far it is read now, where that is further than before; by the visitor's numbers too. */
interface Marked {
  seq: number | null;
  visitorSeq: number | null;
  mentions: number;
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
      const { mentions, ...mark } = await this.unitOfWork.one<Marked>(
        `WITH mark AS (
           INSERT INTO read_marks AS r (brand_id, conversation_id, side, reader_id, seq, at)
           SELECT $1, $2, $3, $4, max(e.seq), $6 FROM entries e
           WHERE e.brand_id = $1 AND e.conversation_id = $2
             AND CASE $3 WHEN 'visitor' THEN e.visitor_seq ELSE e.seq END <= $5
           HAVING max(e.seq) IS NOT NULL
           ON CONFLICT (brand_id, conversation_id, side, reader_id) DO UPDATE SET seq = excluded.seq, at = excluded.at
             WHERE r.seq < excluded.seq
           RETURNING r.seq, (SELECT max(v.visitor_seq) FROM entries v
             WHERE v.brand_id = $1 AND v.conversation_id = $2 AND v.seq <= r.seq) AS "visitorSeq"
         ), mentioned AS (
           UPDATE mentions SET read_at = $6
           WHERE brand_id = $1 AND conversation_id = $2 AND member_id = $4 AND read_at IS NULL
             AND $3 = 'member' AND seq <= $5
           RETURNING 1
         )
         SELECT mark.*, (SELECT count(*)::integer FROM mentioned) AS mentions FROM (SELECT) always LEFT JOIN mark ON true`,
        [actor.brandId, conversationId, actor.kind, readerId, Math.min(seq, 2_147_483_647), this.clock.now()],
      );
      this.unitOfWork.afterCommit(() => {
        if (mark.seq !== null)
          this.live.read(actor.brandId, {
            conversationId,
            side: actor.kind,
            readerId,
            ...mark,
            seq: mark.seq,
          });
        if (mentions > 0) this.live.mentions(actor.brandId, [readerId]);
      });
    });
  }
}
