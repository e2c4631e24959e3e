import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DateTime } from 'luxon';
import { Clock, firstIdOf } from '../kernel/index.js';
import { Statements } from './database/statements.js';
import { UnitOfWork } from './database/unit-of-work.js';
import { Jobs, type DueJob } from './jobs/jobs.js';

/** What is kept for some days and then forgotten. */
export interface KeptForDays {
  days: number;
  /** Forgets up to so many of those from before that instant, oldest first; tells how many it were. */
  forget: (brandId: string, before: Date, most: number) => Promise<number>;
}

const FORGET = 'retention.forget';
const LOOK_EVERY_MS = 3_600_000;
const NIGHT_HOUR = 3;
const DAY_MS = 24 * 3_600_000;
const AT_ONCE = 5000;
const SOON_MS = 1000;

/** Every night of a brand, what nobody needs any more is forgotten, a piece at a time. */
@Injectable()
export class Retention implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = new Logger('Retention');
  private readonly kept: KeptForDays[] = [];

  constructor(
    private readonly statements: Statements,
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(FORGET, (_: object, job) => this.forget(job));
    // A failed job is shown for a while; the others have done what they were for.
    this.keep({ days: 7, forget: this.endedJobs(`state IN ('done', 'cancelled')`) });
    this.keep({ days: 90, forget: this.endedJobs(`state = 'failed'`) });
    this.keep({ days: 30, forget: (...those) => this.receipts(...those) });
  }

  onApplicationBootstrap(): void {
    this.byTheClock();
  }

  keep(kept: KeptForDays): void {
    this.kept.push(kept);
  }

  @Interval(LOOK_EVERY_MS)
  byTheClock(): void {
    this.plan().catch((error: unknown) => this.logger.error('the nights could not be planned', error));
  }

  /** Every brand has its next night. */
  async plan(): Promise<void> {
    const brands = await this.statements.query<{ id: string }>(
      `SELECT id FROM brands WHERE state = 'active' ORDER BY id`,
    );
    for (const { id } of brands) await this.unitOfWork.run(id, () => this.planNight(id));
  }

  private async planNight(brandId: string): Promise<void> {
    const [due] = await this.unitOfWork.query(
      `SELECT FROM jobs WHERE brand_id = $1 AND name = $2 AND state = 'due'`,
      [brandId, FORGET],
    );
    if (due) return;
    const { zone } = await this.unitOfWork.one<{ zone: string }>(
      'SELECT time_zone AS zone FROM brands WHERE id = $1',
      [brandId],
    );
    await this.schedule(brandId, nextNight(this.clock.now(), zone));
  }

  private async forget({ brandId }: DueJob): Promise<void> {
    let isMore = false;
    for (const { days, forget } of this.kept) {
      const before = new Date(this.clock.now().getTime() - days * DAY_MS);
      isMore = (await forget(brandId, before, AT_ONCE)) === AT_ONCE || isMore;
    }
    if (isMore) await this.schedule(brandId, new Date(this.clock.now().getTime() + SOON_MS));
    else await this.planNight(brandId);
  }

  private schedule(brandId: string, dueAt: Date): Promise<void> {
    return this.jobs.schedule({ brandId, name: FORGET, key: 'night', payload: {}, dueAt });
  }

  private endedJobs(which: string): KeptForDays['forget'] {
    return (brandId, before, most) =>
      this.unitOfWork.execute(
        `DELETE FROM jobs WHERE brand_id = $1 AND id = ANY (ARRAY(
           SELECT id FROM jobs WHERE brand_id = $1 AND ended_at < $2 AND ${which} ORDER BY ended_at LIMIT $3))`,
        [brandId, before, most],
      );
  }

  /** They keep an event from being handled twice, which an event that is delivered no more cannot be. */
  private receipts(brandId: string, before: Date, most: number): Promise<number> {
    return this.unitOfWork.execute(
      `DELETE FROM event_receipts d USING (
         SELECT r.event_id, r.subscriber FROM event_receipts r
         JOIN events e ON e.brand_id = r.brand_id AND e.id = r.event_id AND NOT e.pending
         WHERE r.brand_id = $1 AND r.event_id < $2 AND r.at < $3 ORDER BY r.event_id LIMIT $4) old
       WHERE d.brand_id = $1 AND d.event_id = old.event_id AND d.subscriber = old.subscriber`,
      [brandId, firstIdOf(before), before, most],
    );
  }
}

function nextNight(now: Date, zone: string): Date {
  const tonight = DateTime.fromJSDate(now, { zone }).set({
    hour: NIGHT_HOUR,
    minute: 0,
    second: 0,
    millisecond: 0,
  });
  return (tonight.toJSDate() > now ? tonight : tonight.plus({ days: 1 })).toJSDate();
}
