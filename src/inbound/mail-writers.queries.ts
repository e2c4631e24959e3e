import { Injectable } from '@nestjs/common';
import type { VisitorActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';

/** Whom a mail is from by its address of ours: the visitor of the conversation, whatever it says of its sender. */
export interface MailWriter {
  brandId: string;
  siteId: string;
  conversationId: string;
  visitorId: string;
  locale: string;
  /** Where answers go; null where nobody but the page has said one. */
  email: string | null;
  isBlocked: boolean;
  hasAccepted: boolean;
  isClosed: boolean;
}

@Injectable()
export class MailWriters {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Within a unit of work. */
  async of(conversationId: string): Promise<MailWriter | null> {
    const [writer] = await this.unitOfWork.query<MailWriter>(
      `SELECT c.brand_id AS "brandId", c.site_id AS "siteId", c.id AS "conversationId", c.visitor_id AS "visitorId",
         v.locale, p.reply_email AS email, s.is_blocked AS "isBlocked", s.has_accepted AS "hasAccepted", c.state = 'closed' AS "isClosed"
       FROM conversations c
       JOIN visitors v ON v.brand_id = $1 AND v.id = c.visitor_id
       JOIN visitors p ON p.brand_id = $1 AND p.id = v.person_id
       CROSS JOIN LATERAL visitor_authors($1, ARRAY[v.id]) s
       WHERE c.brand_id = $1 AND c.id = $2`,
      [this.unitOfWork.brandId, conversationId],
    );
    return writer ?? null;
  }

  /**
   * Within a unit of work: mails of one conversation are refused one after the other, and none while its writer's
   * acceptance is looked at.
   */
  async lock(conversationIds: readonly string[]): Promise<void> {
    await this.unitOfWork.query(
      'SELECT FROM conversations WHERE brand_id = $1 AND id = ANY ($2) ORDER BY id FOR NO KEY UPDATE',
      [this.unitOfWork.brandId, conversationIds],
    );
  }

  /** The conversations of this person with mails that have not entered. */
  async unenteredOf(visitorId: string): Promise<string[]> {
    const rows = await this.unitOfWork.query<{ id: string }>(
      `SELECT DISTINCT c.id FROM visitors b
       JOIN visitors o ON o.brand_id = $1 AND o.person_id = b.person_id
       JOIN conversations c ON c.brand_id = $1 AND c.visitor_id = o.id
       JOIN received_mails m ON m.brand_id = $1 AND m.conversation_id = c.id
         AND m.state IN ('received', 'read', 'waiting')
       WHERE b.brand_id = $1 AND b.id = $2`,
      [this.unitOfWork.brandId, visitorId],
    );
    return rows.map(({ id }) => id);
  }

  /** Mails that wait for this person's acceptance, oldest first. */
  async waitingOf(visitorId: string): Promise<string[]> {
    const rows = await this.unitOfWork.query<{ id: string }>(
      `SELECT m.id FROM visitors b
       JOIN visitors o ON o.brand_id = $1
         AND o.person_id = b.person_id
       JOIN conversations c ON c.brand_id = $1 AND c.visitor_id = o.id
       JOIN received_mails m ON m.brand_id = $1 AND m.conversation_id = c.id AND m.state = 'waiting'
       WHERE b.brand_id = $1 AND b.id = $2 ORDER BY m.id`,
      [this.unitOfWork.brandId, visitorId],
    );
    return rows.map(({ id }) => id);
  }
}

export function writerActor({ brandId, siteId, visitorId, locale }: MailWriter): VisitorActor {
  return { kind: 'visitor', brandId, siteId, id: visitorId, locale };
}
