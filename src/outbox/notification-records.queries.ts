import { Injectable } from '@nestjs/common';
import { isId, notFound, type Actor } from '../kernel/index.js';
import { pageOf, UnitOfWork } from '../platform/index.js';
import { NOTIFICATION_COLUMNS, type Notification, type NotificationState } from './notification.js';

export const NOTIFICATION_STATES: readonly NotificationState[] = [
  'queued',
  'sent',
  'delivered',
  'failed',
  'suppressed',
];

export interface NotificationRecord extends Notification {
  /** Whether somebody took note of the failure. */
  noted: boolean;
}

const PAGE = 50;
const RECORD = `${NOTIFICATION_COLUMNS}, n.noted_at IS NOT NULL AS noted`;

/** What was sent, what waits, and what could not be sent. */
@Injectable()
export class NotificationRecords {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Newest first. */
  async page(
    actor: Actor,
    { state, before }: { state: NotificationState | null; before: string | null },
  ): Promise<{ records: NotificationRecord[]; older: string | null }> {
    const rows = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<NotificationRecord>(
        `SELECT ${RECORD} FROM notifications n
         WHERE n.brand_id = $1 AND ($2::text IS NULL OR n.state = $2) AND ($3::uuid IS NULL OR n.id < $3)
         ORDER BY n.id DESC LIMIT ${PAGE + 1}`,
        [actor.brandId, state, before],
      ),
    );
    const [records, older] = pageOf(rows, PAGE, ({ id }) => id);
    return { records, older };
  }

  async record(actor: Actor, id: string): Promise<NotificationRecord> {
    if (!isId(id)) throw notFound();
    const [record] = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<NotificationRecord>(
        `SELECT ${RECORD} FROM notifications n WHERE n.brand_id = $1 AND n.id = $2`,
        [actor.brandId, id],
      ),
    );
    if (!record) throw notFound();
    return record;
  }

  /** How many failed that nobody has taken note of. */
  async alarming(actor: Actor): Promise<number> {
    const { count } = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.one<{ count: number }>(
        `SELECT count(*)::integer AS count FROM notifications
         WHERE brand_id = $1 AND state = 'failed' AND noted_at IS NULL`,
        [actor.brandId],
      ),
    );
    return count;
  }
}
