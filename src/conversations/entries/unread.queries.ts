import { Injectable } from '@nestjs/common';
import type { MemberActor, VisitorActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';

/** How many messages of the other side a reader has not seen. */
@Injectable()
export class Unread {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Of a visitor, over everything that this browser may show: what the badge counts, by conversation. */
  async ofVisitor(actor: VisitorActor): Promise<Map<string, number>> {
    return this.counts(
      actor.brandId,
      `SELECT c.id, count(*)::integer AS unread FROM visitor_authors($1, ARRAY[$2::uuid]) s
       JOIN visitors v ON v.brand_id = $1 AND v.id = $2
       JOIN visitors p ON p.brand_id = $1 AND p.id = v.person_id
       JOIN conversations c ON c.brand_id = $1 AND c.visitor_id = ANY (s.ids)
       LEFT JOIN read_marks r ON r.brand_id = $1 AND r.conversation_id = c.id AND r.side = 'visitor' AND r.reader_id = c.visitor_id
       JOIN entries e ON e.brand_id = $1 AND e.conversation_id = c.id AND e.seq > COALESCE(r.seq, 0)
         AND e.kind = 'message' AND e.side = 'member' AND e.at > COALESCE(p.history_hidden_at, '-infinity')
       WHERE c.last_member_message_at IS NOT NULL AND c.last_message_seq > COALESCE(r.seq, 0)
       GROUP BY c.id`,
      [actor.brandId, actor.id],
    );
  }

  /** Of a member, in these conversations. */
  async ofMember(actor: MemberActor, conversationIds: string[]): Promise<Map<string, number>> {
    return this.counts(
      actor.brandId,
      `SELECT c.id, count(*)::integer AS unread FROM conversations c
       LEFT JOIN read_marks r ON r.brand_id = $1 AND r.conversation_id = c.id AND r.side = 'member' AND r.reader_id = $2
       JOIN entries e ON e.brand_id = $1 AND e.conversation_id = c.id AND e.seq > COALESCE(r.seq, 0)
         AND e.kind = 'message' AND e.side = 'visitor'
       WHERE c.brand_id = $1 AND c.id = ANY ($3) AND c.last_message_seq > COALESCE(r.seq, 0)
       GROUP BY c.id`,
      [actor.brandId, actor.id, conversationIds],
    );
  }

  private async counts(brandId: string, sql: string, values: unknown[]): Promise<Map<string, number>> {
    const rows = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<{ id: string; unread: number }>(sql, values),
    );
    return new Map(rows.map(({ id, unread }) => [id, unread]));
  }
}
