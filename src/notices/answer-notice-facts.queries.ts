import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/index.js';
import { Presence, UnitOfWork } from '../platform/index.js';
import type { AnswerNoticeFacts } from './domain/answer-notice.js';

/** What is known of a conversation whose visitor may have to be written to. */
export interface ReplyCase extends AnswerNoticeFacts {
  visitorId: string;
  locale: string;
  /** A member closed it. */
  closed: boolean;
}

interface Row {
  visitorId: string;
  personIds: string[];
  locale: string;
  closed: boolean;
  address: string | null;
  wanted: boolean;
  blocked: boolean;
  unreadSeq: number | null;
  unreadAt: Date | null;
  handedOn: boolean;
}

@Injectable()
export class AnswerNoticeFactsQueries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly presence: Presence,
  ) {}

  /** Within a unit of work. A message that could not be brought to another address counts as not told of. */
  async of({ brandId }: Actor, conversationId: string): Promise<ReplyCase | null> {
    const [row] = await this.unitOfWork.query<Row>(
      `SELECT c.visitor_id AS "visitorId", o.ids AS "personIds", o.locale,
         c.state = 'closed' AND c.close_reason = 'done' AS closed,
         p.reply_email AS address, p.email_notifications AS wanted, p.blocked_at IS NOT NULL AS blocked,
         u.seq AS "unreadSeq", u.at AS "unreadAt",
         EXISTS (SELECT FROM entries l WHERE l.brand_id = $1 AND l.conversation_id = c.id AND l.seq > u.seq
           AND l.kind = 'line' AND l.code ~ '^(snoozed|transferred|closed)') AS "handedOn"
       FROM conversations c
       JOIN visitors v ON v.brand_id = $1 AND v.id = c.visitor_id
       JOIN visitors p ON p.brand_id = $1 AND p.id = v.person_id
       CROSS JOIN LATERAL (
         SELECT array_agg(o.id) AS ids, (array_agg(o.locale ORDER BY o.last_seen_at DESC))[1] AS locale
         FROM visitors o WHERE o.brand_id = $1 AND o.person_id = p.id) o
       LEFT JOIN read_marks r ON r.brand_id = $1 AND r.conversation_id = c.id AND r.side = 'visitor'
         AND r.reader_id = c.visitor_id
       LEFT JOIN LATERAL (
         SELECT max(n.up_to_seq) AS seq FROM notifications n WHERE n.brand_id = $1 AND n.conversation_id = c.id
           AND (n.state IN ('queued', 'sent', 'delivered') OR (n.state = 'failed' AND n.recipient = p.reply_email))) told ON true
       LEFT JOIN LATERAL (
         SELECT e.seq, e.at FROM entries e
         WHERE e.brand_id = $1 AND e.conversation_id = c.id AND e.seq > greatest(r.seq, told.seq, 0)
           AND e.kind = 'message' AND e.side = 'member' AND e.visitor_seq IS NOT NULL
           AND e.at > coalesce(p.history_hidden_at, '-infinity')
         ORDER BY e.seq DESC LIMIT 1) u ON true
       WHERE c.brand_id = $1 AND c.id = $2`,
      [brandId, conversationId],
    );
    if (!row) return null;
    const { personIds, unreadSeq, unreadAt, ...facts } = row;
    return {
      ...facts,
      unread: unreadSeq !== null && unreadAt ? { seq: unreadSeq, at: unreadAt } : null,
      online: (await this.presence.online('visitor', personIds)).size > 0,
      leftAt: await this.presence.lastLeft('visitor', personIds),
    };
  }
}
