import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/index.js';
import { NodeIdentity } from '../node-identity.js';
import { Statements } from '../database/statements.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { RecordedEvent } from './event.js';
import { Jobs } from '../jobs/jobs.js';
import { Events } from './events.js';

const BATCH = 200;
const BRANDS = 20;
const LEASE_MS = 30_000;
const REDELIVERY_DELAY_MS = 1000;

const REDELIVERY = 'events.redelivery';
const COLUMNS = 'id, name, actor_kind, actor_id, subject_id, conversation_id, data, at';

interface Redelivery {
  eventId: string;
  subscriber: string;
}

interface EventRow {
  id: string;
  name: string;
  actor_kind: RecordedEvent['actorKind'];
  actor_id: string | null;
  subject_id: string | null;
  conversation_id: string | null;
  data: Record<string, unknown>;
  at: Date;
}

/** Brings committed events to their subscribers: one node a brand at a time, in order, each subscriber once. */
@Injectable()
export class EventDelivery {
  private readonly logger = new Logger('EventDelivery');

  constructor(
    private readonly statements: Statements,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
    private readonly clock: Clock,
    private readonly node: NodeIdentity,
    private readonly jobs: Jobs,
  ) {
    jobs.handle(REDELIVERY, ({ eventId, subscriber }: Redelivery, { brandId }) =>
      this.redeliver(brandId, eventId, subscriber),
    );
  }

  /**
   * Delivers what is pending; returns how many events went out. A subscriber that fails gets a job of its own, so
   * that one fault does not hold back what comes after it.
   */
  async deliver(): Promise<number> {
    const now = this.clock.now();
    const brands = await this.statements.query<{ brand_id: string }>(
      'SELECT brand_id FROM claim_event_brands($1, $2, $3, $4)',
      [this.node.id, now, new Date(now.getTime() + LEASE_MS), BRANDS],
    );
    let delivered = 0;
    for (const { brand_id: brandId } of brands) {
      try {
        delivered += await this.deliverBrand(brandId);
      } catch (error) {
        this.logger.error('a subscriber failed', error instanceof Error ? error.stack : String(error));
      }
    }
    return delivered;
  }

  private async deliverBrand(brandId: string): Promise<number> {
    const rows = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<EventRow>(
        `SELECT ${COLUMNS} FROM events WHERE brand_id = $1 AND pending ORDER BY no LIMIT ${BATCH}`,
        [brandId],
      ),
    );
    for (const row of rows) await this.deliverOne(brandId, row);
    return rows.length;
  }

  private async deliverOne(brandId: string, row: EventRow): Promise<void> {
    const event = fromRow(brandId, row);
    for (const { subscriber, handle } of this.events.subscriptionsTo(event)) {
      try {
        await this.unitOfWork.run(brandId, async () => {
          if (await this.receive(event, subscriber)) await handle(event as RecordedEvent<never>);
        });
      } catch (error) {
        this.logger.error(`${subscriber} failed`, error instanceof Error ? error.stack : String(error));
        await this.planRedelivery(event, subscriber);
      }
    }
    await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.execute('UPDATE events SET pending = false WHERE brand_id = $1 AND id = $2', [
        brandId,
        event.id,
      ]),
    );
  }

  private async planRedelivery(event: RecordedEvent, subscriber: string): Promise<void> {
    await this.unitOfWork.run(event.brandId, () =>
      this.jobs.schedule({
        brandId: event.brandId,
        name: REDELIVERY,
        key: `${event.id} ${subscriber}`,
        payload: { eventId: event.id, subscriber },
        dueAt: new Date(this.clock.now().getTime() + REDELIVERY_DELAY_MS),
      }),
    );
  }

  /** Within the job's unit of work. */
  private async redeliver(brandId: string, eventId: string, subscriber: string): Promise<void> {
    const [row] = await this.unitOfWork.query<EventRow>(
      `SELECT ${COLUMNS} FROM events WHERE brand_id = $1 AND id = $2`,
      [brandId, eventId],
    );
    if (!row) return;
    const event = fromRow(brandId, row);
    const subscription = this.events.subscriptionsTo(event).find((s) => s.subscriber === subscriber);
    if (!subscription) return;
    if (await this.receive(event, subscriber)) await subscription.handle(event as RecordedEvent<never>);
  }

  /** Whether this subscriber has not had the event yet. */
  private async receive(event: RecordedEvent, subscriber: string): Promise<boolean> {
    const first = await this.unitOfWork.execute(
      `INSERT INTO event_receipts (brand_id, event_id, subscriber, at) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [event.brandId, event.id, subscriber, this.clock.now()],
    );
    return first === 1;
  }
}

function fromRow(brandId: string, row: EventRow): RecordedEvent {
  return {
    id: row.id,
    name: row.name,
    brandId,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    subjectId: row.subject_id,
    conversationId: row.conversation_id,
    data: row.data,
    at: row.at,
  };
}
