import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { VisitorMerged } from './visitors.events.js';

/**
 * Makes one visitor of two. The anonymous row stays, stands for its browser and keeps its visits and conversations; its
 * acceptances go to the customer, a block too, what it hid or did not want, and an address where the customer has none.
 */
@Injectable()
export class MergeVisitors {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
  ) {}

  async run(actor: Actor, { from, into }: { from: string; into: string }): Promise<void> {
    const ids = [actor.brandId, from, into];
    await this.unitOfWork.run(actor.brandId, async () => {
      await this.unitOfWork.query(
        `INSERT INTO consents (brand_id, visitor_id, document_id, locale, address_hash, at)
         SELECT brand_id, $3::uuid, document_id, locale, address_hash, at FROM consents WHERE brand_id = $1 AND visitor_id = $2
         ON CONFLICT DO NOTHING`,
        ids,
      );
      await this.unitOfWork.query(
        `UPDATE visitors v SET email = coalesce(v.reply_email, a.reply_email, v.email), unverified = CASE
             WHEN v.reply_email IS NULL AND a.reply_email IS NOT NULL THEN array_remove(v.unverified, 'email')
             ELSE v.unverified END, name = coalesce(v.name, a.name),
           phone = coalesce(v.phone, a.phone), blocked_at = coalesce(v.blocked_at, a.blocked_at),
           blocked_by = CASE WHEN v.blocked_at IS NULL THEN a.blocked_by ELSE v.blocked_by END,
           last_seen_at = greatest(v.last_seen_at, a.last_seen_at),
           history_hidden_at = greatest(v.history_hidden_at, a.history_hidden_at),
           email_notifications = v.email_notifications AND a.email_notifications
         FROM visitors a WHERE v.brand_id = $1 AND v.id = $3 AND a.brand_id = $1 AND a.id = $2`,
        ids,
      );
      await this.unitOfWork.query(
        'UPDATE visitors SET merged_into = $3, rejoined_at = NULL WHERE brand_id = $1 AND id = $2',
        ids,
      );
      await this.events.record(actor, VisitorMerged, { subjectId: into, data: { from } });
    });
  }
}
