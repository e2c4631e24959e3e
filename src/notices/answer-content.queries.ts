import { Injectable } from '@nestjs/common';
import type { Notification } from '../outbox/index.js';
import { UnitOfWork } from '../platform/index.js';

/** What an answer is about, and whether there is still a reason to tell of it. */
export interface AnswerContent {
  siteId: string;
  visitorId: string;
  visitorName: string | null;
  address: string | null;
  wanted: boolean;
  blocked: boolean;
  /** Another mail to this address came back because there is no such address. */
  bounced: boolean;
  read: boolean;
  /** The last of both sides, oldest first. */
  messages: QuotedMessage[];
  /** What was sent before about the same conversation, oldest first. */
  earlier: string[];
}

export interface QuotedMessage {
  seq: number;
  side: 'visitor' | 'member' | 'bot';
  authorId: string;
  authorName: string | null;
  authorPicture: string | null;
  body: string;
  at: Date;
  files: { name: string; size: number }[];
}

const MOST_MESSAGES = 6;
const MOST_EARLIER = 10;

@Injectable()
export class AnswerContents {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async of({
    brandId,
    id,
    conversationId,
    upToSeq,
  }: Pick<Notification, 'brandId' | 'id' | 'conversationId' | 'upToSeq'>): Promise<AnswerContent | null> {
    return this.unitOfWork.run(brandId, async () => {
      const [standing] = await this.unitOfWork.query<Omit<AnswerContent, 'messages' | 'earlier'>>(
        `SELECT c.site_id AS "siteId", c.visitor_id AS "visitorId", p.name AS "visitorName", p.reply_email AS address,
           p.email_notifications AS wanted, p.blocked_at IS NOT NULL AS blocked, coalesce(r.seq >= $3, false) AS read,
           EXISTS (SELECT FROM notifications n WHERE n.brand_id = $1 AND n.recipient = p.reply_email AND n.state = 'failed'
             AND n.reason LIKE 'bounced:%') AS bounced
         FROM conversations c
         JOIN visitors v ON v.brand_id = $1 AND v.id = c.visitor_id
         JOIN visitors p ON p.brand_id = $1 AND p.id = v.person_id
         LEFT JOIN read_marks r ON r.brand_id = $1 AND r.conversation_id = c.id AND r.side = 'visitor'
           AND r.reader_id = c.visitor_id
         WHERE c.brand_id = $1 AND c.id = $2`,
        [brandId, conversationId, upToSeq],
      );
      if (!standing) return null;
      return {
        ...standing,
        messages: await this.messages(brandId, conversationId, upToSeq),
        earlier: await this.earlier(brandId, conversationId, id),
      };
    });
  }

  /** The newest of all, and where the visitor has no part in them, the last of theirs before. */
  private async messages(
    brandId: string,
    conversationId: string | null,
    upToSeq: number | null,
  ): Promise<QuotedMessage[]> {
    const visible = `e.brand_id = $1 AND e.conversation_id = $2 AND e.seq <= $3 AND e.kind = 'message'
      AND e.visitor_seq IS NOT NULL AND e.at > coalesce((
        SELECT p.history_hidden_at FROM conversations c JOIN visitors v ON v.brand_id = $1 AND v.id = c.visitor_id
        JOIN visitors p ON p.brand_id = $1 AND p.id = v.person_id
        WHERE c.brand_id = $1 AND c.id = $2), '-infinity')`;
    const rows = await this.unitOfWork.query<QuotedMessage & { fold: number | null }>(
      `WITH newest AS (SELECT e.* FROM entries e WHERE ${visible} ORDER BY e.seq DESC LIMIT ${MOST_MESSAGES}),
       asked AS (SELECT e.* FROM entries e WHERE ${visible} AND e.side = 'visitor' ORDER BY e.seq DESC LIMIT 1)
       SELECT q.seq, q.side, q.author_id AS "authorId", q.author_name AS "authorName", q.author_picture AS "authorPicture",
         coalesce(q.body, '') AS body, (q.params ->> 'fold')::integer AS fold, q.at,
         (SELECT coalesce(json_agg(json_build_object('name', f.name, 'size', f.size)), '[]')
          FROM files f WHERE f.brand_id = $1 AND f.id = ANY (q.file_ids)
            AND NOT coalesce(q.params -> 'foldedFileIds' ? f.id::text, false)) AS files
       FROM (SELECT * FROM newest UNION SELECT * FROM asked) q ORDER BY q.seq`,
      [brandId, conversationId, upToSeq],
    );
    return rows.flatMap(unfolded);
  }

  private async earlier(brandId: string, conversationId: string | null, id: string): Promise<string[]> {
    const rows = await this.unitOfWork.query<{ messageId: string }>(
      `SELECT provider_id AS "messageId" FROM notifications
       WHERE brand_id = $1 AND conversation_id = $2 AND id < $3 AND state IN ('sent', 'delivered')
       ORDER BY id DESC LIMIT ${MOST_EARLIER}`,
      [brandId, conversationId, id],
    );
    return rows.map(({ messageId }) => messageId).reverse();
  }
}

/** What is shown on demand alone, such as a signature, is nothing to tell of again. */
function unfolded({ fold, ...message }: QuotedMessage & { fold: number | null }): QuotedMessage[] {
  if (fold === null) return [message];
  const body = message.body.slice(0, fold).trimEnd();
  return body === '' && message.files.length === 0 ? [] : [{ ...message, body }];
}
