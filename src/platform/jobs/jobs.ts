import { Injectable } from '@nestjs/common';
import { Clock, newId } from '../../kernel/index.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Wakeup } from '../database/wakeup.js';

export interface JobRequest {
  brandId: string;
  name: string;
  /** One due job a name and key: scheduling again moves it. */
  key: string;
  payload: Record<string, unknown>;
  dueAt: Date;
}

export interface DueJob {
  brandId: string;
  id: string;
  name: string;
  key: string;
  payload: Record<string, unknown>;
  tries: number;
}

export type JobHandler<Prepared> = (payload: never, job: DueJob, prepared: Prepared) => Promise<void>;

export interface HandlerOptions<Prepared> {
  /**
   * Comes before the transaction, which never waits for it; gives the handler what it has made, and fails as it does.
   * What takes longer than half a minute renews the job's lease in between: false where somebody else has it by now.
   */
  prepare?: (payload: never, job: DueJob, renew: () => Promise<boolean>) => Promise<Prepared>;
  /** May take long (pictures, mail): carried by Bull where there is Redis, so that other processes can help. */
  slow?: boolean;
  /** Tries before it is kept as failed. */
  tries?: number;
}

interface KnownHandler {
  handler: JobHandler<unknown>;
  prepare: HandlerOptions<unknown>['prepare'];
  slow: boolean;
  tries: number;
}

const DEFAULT_TRIES = 12;

/** Work that is due at a time. The table is the truth; a job survives every restart and runs at most once to its end. */
@Injectable()
export class Jobs {
  private readonly handlers = new Map<string, KnownHandler>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly wakeup: Wakeup,
  ) {}

  /** Within a unit of work of that brand. */
  async schedule(job: JobRequest): Promise<void> {
    await this.unitOfWork.query(
      `INSERT INTO jobs (brand_id, id, name, key, payload, due_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (brand_id, name, key) WHERE state = 'due' DO UPDATE
       SET payload = excluded.payload, due_at = excluded.due_at, tries = 0, leased_by = NULL, lease_until = NULL`,
      [job.brandId, newId(), job.name, job.key, JSON.stringify(job.payload), job.dueAt],
    );
    if (job.dueAt > this.clock.now()) return;
    this.unitOfWork.afterCommit(() => this.wakeup.here());
    await this.wakeup.others();
  }

  /** Within a unit of work of that brand; whether there was one to cancel. */
  async cancel(brandId: string, name: string, key: string): Promise<boolean> {
    const cancelled = await this.unitOfWork.execute(
      `UPDATE jobs SET state = 'cancelled', ended_at = $4 WHERE brand_id = $1 AND name = $2 AND key = $3 AND state = 'due'`,
      [brandId, name, key, this.clock.now()],
    );
    return cancelled > 0;
  }

  /** The handler runs inside a unit of work that has first marked the job done; when it throws, that is undone and tried again. */
  handle<Prepared = undefined>(
    name: string,
    handler: JobHandler<Prepared>,
    { prepare, slow = false, tries = DEFAULT_TRIES }: HandlerOptions<Prepared> = {},
  ): void {
    this.handlers.set(name, { handler: handler as JobHandler<unknown>, prepare, slow, tries });
  }

  handlerOf(name: string): KnownHandler | undefined {
    return this.handlers.get(name);
  }

  /** Of the jobs that can be done here: all, or only those that do not take long. */
  names({ quickOnly }: { quickOnly: boolean }): string[] {
    return [...this.handlers].flatMap(([name, { slow }]) => (slow && quickOnly ? [] : [name]));
  }
}
