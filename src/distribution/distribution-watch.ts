import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Counter } from 'prom-client';
import { Clock, systemActor } from '../kernel/index.js';
import { Events, Metrics, Statements, UnitOfWork } from '../platform/index.js';
import { DistributionStalled } from './distribution.events.js';
import { distribute } from './domain/distribute.js';
import { isOverdue } from './domain/waiting-reason.js';
import { Passes } from './passes.js';
import { Routing } from './routing.js';

const PERIOD_MS = 2000;

/**
 * Sees to it that what can be on a desk gets there: asks for the passes that nobody asked for, and raises an alert
 * where one conversation stays due for five seconds all the same.
 */
@Injectable()
export class DistributionWatch implements OnModuleDestroy {
  private readonly logger = new Logger('Distribution');
  private readonly stalled: Counter;
  /** Conversations that could be on a desk, by brand: since when, and whether the alert was given. */
  private readonly due = new Map<string, Map<string, { since: Date; isReported: boolean }>>();
  private stopped = false;
  private looking: Promise<void> | undefined;

  constructor(
    private readonly statements: Statements,
    private readonly unitOfWork: UnitOfWork,
    private readonly routing: Routing,
    private readonly passes: Passes,
    private readonly events: Events,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.stalled = new Counter({
      name: 'causerie_stalled_conversations_total',
      help: 'Conversations that could be on a desk and were not within five seconds.',
      registers: [metrics.registry],
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    await this.looking;
  }

  @Interval(PERIOD_MS)
  byTheClock(): void {
    if (this.stopped) return;
    this.looking ??= this.look().finally(() => {
      this.looking = undefined;
    });
  }

  /** One look at all brands. */
  async look(): Promise<void> {
    try {
      const rows = await this.statements.query<{ brand_id: string }>('SELECT brand_id FROM due_brands($1)', [
        this.clock.now(),
      ]);
      const brandIds = rows.map((row) => row.brand_id);
      for (const brandId of this.due.keys()) if (!brandIds.includes(brandId)) this.due.delete(brandId);
      for (const brandId of brandIds) {
        await this.note(brandId);
        this.passes.soon(brandId);
      }
    } catch (error) {
      this.logger.error('the watch failed', error instanceof Error ? error.stack : String(error));
    }
  }

  private async note(brandId: string): Promise<void> {
    const now = this.clock.now();
    const landings = await this.unitOfWork.run(brandId, async () =>
      distribute(await this.routing.look(), now).filter(({ kind }) => kind === 'land'),
    );
    const before = this.due.get(brandId);
    const due = new Map(
      landings.map(({ conversationId }) => [
        conversationId,
        before?.get(conversationId) ?? { since: now, isReported: false },
      ]),
    );
    this.due.set(brandId, due);
    const late = [...due].filter(([, { since, isReported }]) => !isReported && isOverdue(since, now));
    if (late.length === 0) return;
    late.forEach(([, each]) => (each.isReported = true));
    await this.alert(
      brandId,
      late.map(([id]) => id),
    );
  }

  private async alert(brandId: string, conversationIds: string[]): Promise<void> {
    this.stalled.inc(conversationIds.length);
    this.logger.error(`distribution stands still for ${conversationIds.length} conversations of ${brandId}`);
    await this.unitOfWork.run(brandId, () =>
      this.events.record(systemActor(brandId), DistributionStalled, { data: { conversationIds } }),
    );
  }
}
