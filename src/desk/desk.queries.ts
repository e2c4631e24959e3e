import { Injectable } from '@nestjs/common';
import type { MemberActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';

export type DeskList = 'mine' | 'assigned' | 'snoozed';

/** A conversation as it stands in one of the lists. */
export interface ListedConversation {
  list: DeskList;
  id: string;
  visitorId: string;
  visitorName: string | null;
  /** Every browser of the person: who of them is connected makes the person online. */
  personIds: string[];
  online: boolean;
  startedAt: string;
  snoozedUntil: string | null;
  lastSeq: number;
  lastAt: string | null;
  excerpt: string | null;
  excerptSide: 'visitor' | 'member' | 'bot' | null;
  excerptBy: string | null;
  unread: number;
}

export interface WaitingQueue {
  name: string;
  waiting: number;
}

const LONGEST_EXCERPT = 140;
const MOST_UNREAD = 99;
const MOST_LISTED = 200;

/** What a member's desk lists: one query, whatever the size of the brand's past. */
@Injectable()
export class DeskQueries {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async lists({
    brandId,
    id,
  }: MemberActor): Promise<{ items: ListedConversation[]; queues: WaitingQueue[] }> {
    const [row] = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<{ items: ListedConversation[] | null; queues: WaitingQueue[] | null }>(LISTS, [
        brandId,
        id,
      ]),
    );
    return { items: row?.items ?? [], queues: row?.queues ?? [] };
  }
}

const LISTS = `
  WITH listed AS MATERIALIZED (
    SELECT 'mine' AS list, c.* FROM conversations c
    WHERE c.brand_id = $1 AND c.state = 'on_desk' AND c.member_id = $2
    UNION ALL
    SELECT 'assigned', c.* FROM conversations c
    WHERE c.brand_id = $1 AND c.state = 'waiting' AND c.assigned_to IS NOT NULL AND c.assigned_to = $2
    UNION ALL
    SELECT 'snoozed', c.* FROM conversations c
    WHERE c.brand_id = $1 AND c.state = 'snoozed' AND c.keep_for = $2
    LIMIT ${MOST_LISTED}
  ), items AS (
    SELECT l.list, l.id, v.id AS "visitorId", v.name AS "visitorName", person.ids AS "personIds",
      EXISTS (SELECT FROM connections k WHERE k.brand_id = $1 AND k.side = 'visitor' AND k.person_id = ANY (person.ids)) AS online,
      l.started_at AS "startedAt", l.snoozed_until AS "snoozedUntil", l.last_seq AS "lastSeq",
      coalesce(l.last_message_at, l.started_at) AS "lastAt", left(e.body, ${LONGEST_EXCERPT}) AS excerpt,
      e.side AS "excerptSide", e.author_name AS "excerptBy",
      CASE WHEN l.last_message_seq > coalesce(r.seq, 0) THEN (
        SELECT count(*) FROM (
          SELECT FROM entries n WHERE n.brand_id = $1 AND n.conversation_id = l.id AND n.seq > coalesce(r.seq, 0)
            AND n.kind = 'message' AND n.side = 'visitor' LIMIT ${MOST_UNREAD}) news
      ) ELSE 0 END AS unread
    FROM listed l
    JOIN visitors b ON b.brand_id = $1 AND b.id = l.visitor_id
    JOIN visitors v ON v.brand_id = $1 AND v.id = coalesce(b.merged_into, b.id)
    CROSS JOIN LATERAL (
      SELECT array_agg(o.id) || v.id AS ids FROM visitors o WHERE o.brand_id = $1 AND o.merged_into = v.id
    ) person
    LEFT JOIN entries e ON e.brand_id = $1 AND e.conversation_id = l.id AND e.seq = l.last_message_seq
    LEFT JOIN read_marks r ON r.brand_id = $1 AND r.conversation_id = l.id AND r.side = 'member' AND r.reader_id = $2
  ), waiting AS (
    SELECT g.name, sum(q.waiting)::integer AS waiting
    FROM group_members m
    JOIN groups g ON g.brand_id = $1 AND g.id = m.group_id AND g.active
    JOIN queues q ON q.brand_id = $1 AND q.group_id = g.id
    WHERE m.brand_id = $1 AND m.member_id = $2
    GROUP BY g.id, g.name
    HAVING sum(q.waiting) > 0
  )
  SELECT
    (SELECT json_agg(i ORDER BY i.list, i.unread = 0, i."lastAt" DESC) FROM items i) AS items,
    (SELECT json_agg(w ORDER BY w.name) FROM waiting w) AS queues`;
