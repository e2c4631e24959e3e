import { Injectable } from '@nestjs/common';
import { Clock, type Actor } from '../kernel/index.js';
import { Jobs, UnitOfWork } from '../platform/index.js';

/**
 * The job, by the name that stands in rows, of which the answer was called a reply. A member's message in an open
 * conversation plans it itself, in `post_messages`.
 */
export const CONSIDER_ANSWER_NOTICE = 'notifications.consider_reply';

export type RepliesToPlan = { conversationId: string } | { visitorId: string };

/**
 * Has it looked at whether a visitor is to be written to: about one conversation, or about all in which something is
 * unread. Nothing is planned for whom nobody can write to.
 */
@Injectable()
export class PlanAnswerNotices {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, about: RepliesToPlan, dueAt = this.clock.now()): Promise<void> {
    const { brandId } = actor;
    await this.unitOfWork.run(brandId, async () => {
      const rows = await this.unitOfWork.query<{ id: string }>(
        `SELECT c.id FROM conversations c
         JOIN visitors v ON v.brand_id = $1 AND v.id = c.visitor_id
         JOIN visitors p ON p.brand_id = $1 AND p.id = v.person_id
         LEFT JOIN read_marks r ON r.brand_id = $1 AND r.conversation_id = c.id AND r.side = 'visitor'
           AND r.reader_id = c.visitor_id
         WHERE c.brand_id = $1 AND ${'conversationId' in about ? 'c.id = $2' : PERSONS}
           AND p.reply_email IS NOT NULL AND p.email_notifications AND p.blocked_at IS NULL
           AND c.last_member_message_at IS NOT NULL AND c.last_message_seq > coalesce(r.seq, 0)
         ORDER BY c.id`,
        [brandId, 'conversationId' in about ? about.conversationId : about.visitorId],
      );
      for (const { id: conversationId } of rows) {
        const job = { name: CONSIDER_ANSWER_NOTICE, key: conversationId, payload: { conversationId } };
        await this.jobs.schedule({ brandId, ...job, dueAt });
      }
    });
  }
}

/** Of the person whom this visitor's browser belongs to. */
const PERSONS = `c.visitor_id IN (
  SELECT o.id FROM visitors b JOIN visitors o ON o.brand_id = $1
    AND o.person_id = b.person_id
  WHERE b.brand_id = $1 AND b.id = $2)`;
