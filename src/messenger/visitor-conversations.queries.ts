import { Injectable } from '@nestjs/common';
import type { VisitorActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';

export interface VisitorConversation {
  id: string;
  state: 'open' | 'closed';
  memberId: string | null;
  memberName: string | null;
  memberPicture: string | null;
  /** Whether that member can answer now. */
  memberHere: boolean;
  lastMessage: string | null;
  lastMessageAt: Date;
  /** The visitor hides all that was written in it. */
  isHidden: boolean;
  /** By the visitor's own numbers: up to where the members have read. */
  seenSeq: number;
}

const MOST_OPEN = 20;

/** The conversations that this browser may show. */
const MINE =
  'c.brand_id = $1 AND c.visitor_id = ANY (SELECT unnest(ids) FROM visitor_authors($1, ARRAY[$2::uuid]))';

const COLUMNS = `c.id, CASE c.state WHEN 'closed' THEN 'closed' ELSE 'open' END AS state, m.id AS "memberId",
  m.name AS "memberName", m.picture AS "memberPicture", coalesce(m.state = 'available', false) AS "memberHere",
  left(l.body, 200) AS "lastMessage", coalesce(c.last_message_at, c.started_at) AS "lastMessageAt",
  coalesce((SELECT coalesce(c.last_message_at, c.started_at) <= p.history_hidden_at FROM visitors v
    JOIN visitors p ON p.brand_id = v.brand_id AND p.id = v.person_id
    WHERE v.brand_id = $1 AND v.id = $2), false) AS "isHidden",
  coalesce((SELECT max(e.visitor_seq) FROM entries e WHERE e.brand_id = c.brand_id AND e.conversation_id = c.id
    AND e.seq <= (SELECT max(r.seq) FROM read_marks r
      WHERE r.brand_id = c.brand_id AND r.conversation_id = c.id AND r.side = 'member')), 0) AS "seenSeq"`;

// Who answers is who holds it or for whom it waits, else who held it last; nobody while it waits for a whole group.
const JOINS = `LEFT JOIN LATERAL (SELECT t.member_id FROM contacts t WHERE t.brand_id = c.brand_id
    AND t.conversation_id = c.id ORDER BY t.started_at DESC LIMIT 1) held ON true
  LEFT JOIN members m ON m.brand_id = c.brand_id AND m.id =
    CASE c.state WHEN 'waiting' THEN c.assigned_to ELSE coalesce(c.member_id, held.member_id) END
  LEFT JOIN entries l ON l.brand_id = c.brand_id AND l.conversation_id = c.id AND l.seq = c.last_message_seq`;

/** What a messenger shows of a visitor's conversations, besides their entries. */
@Injectable()
export class VisitorConversations {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async hasOpen(actor: VisitorActor): Promise<boolean> {
    const rows = await this.unitOfWork.query(
      `SELECT FROM conversations c WHERE ${MINE} AND c.state <> 'closed' LIMIT 1`,
      [actor.brandId, actor.id],
    );
    return rows.length > 0;
  }

  /** Those that go on, newest message first. */
  open(actor: VisitorActor): Promise<VisitorConversation[]> {
    return this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<VisitorConversation>(
        `SELECT ${COLUMNS} FROM conversations c ${JOINS} WHERE ${MINE} AND c.state <> 'closed'
         ORDER BY coalesce(c.last_message_at, c.started_at) DESC, c.id LIMIT ${MOST_OPEN}`,
        [actor.brandId, actor.id],
      ),
    );
  }

  async one(actor: VisitorActor, id: string): Promise<VisitorConversation | null> {
    const [row] = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<VisitorConversation>(
        `SELECT ${COLUMNS} FROM conversations c ${JOINS} WHERE ${MINE} AND c.id = $3`,
        [actor.brandId, actor.id, id],
      ),
    );
    return row ?? null;
  }

  /** The visitor's row, and that of the customer behind it, whose rooms hear of this conversation. */
  async peopleOf(brandId: string, conversationId: string): Promise<string[]> {
    const [row] = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<{ ids: string[] }>(
        `SELECT array_remove(ARRAY[v.id, v.merged_into], NULL) AS ids FROM conversations c
         JOIN visitors v ON v.brand_id = c.brand_id AND v.id = c.visitor_id WHERE c.brand_id = $1 AND c.id = $2`,
        [brandId, conversationId],
      ),
    );
    return row?.ids ?? [];
  }
}
