import { Injectable, Logger } from '@nestjs/common';
import { Clock, isRefusedAs } from '../../kernel/index.js';
import { NodeIdentity } from '../node-identity.js';
import { Statements } from '../database/statements.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Wakeup } from '../database/wakeup.js';
import { tryAgain } from '../try-again.js';
import { Jobs, type DueJob } from './jobs.js';
import { SlowQueue } from './slow-queue.js';

const CLAIM = 50;
/** Lease: after this another worker may take the job. */
const LEASE_MS = 60_000;
/** Abandoned: so long after a start, whatever such a job does to its process, people were served meanwhile. */
const FRESH_ALONE_MS = 5_000;
const ABANDONED_EVERY_MS = 1_000;
const HANDED_ON_MS = 1_000;
const LONGEST_DELAY_MS = 3_600_000;
/** A database that restarts is waited for; for longer than that, the job's lease ends. */
const NOTING = { everyMs: 1000, tries: 8 };

type Claimed = DueJob & { brand_id: string; abandoned: boolean };

/** Claims due jobs and runs them: quick ones here, slow ones in the slow queue. */
@Injectable()
export class JobRunner {
  private readonly logger = new Logger('Jobs');
  /** When abandoned jobs are asked for next, on the clock that never jumps. */
  private abandonedAt = performance.now() + FRESH_ALONE_MS;

  constructor(
    private readonly jobs: Jobs,
    private readonly statements: Statements,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly node: NodeIdentity,
    private readonly slowQueue: SlowQueue,
    wakeup: Wakeup,
  ) {
    slowQueue.whenRoom(() => wakeup.here());
    slowQueue.whenHandedOut((job) => this.perform(job));
  }

  /** Runs what is due; returns how many jobs were claimed. */
  async runDue(): Promise<number> {
    const now = this.clock.now();
    const abandoned = performance.now() < this.abandonedAt ? 0 : 1;
    const names = this.jobs.names({ quickOnly: this.slowQueue.isFull });
    const due = await this.statements.query<Claimed>(
      'SELECT brand_id, id, name, key, payload, tries, abandoned FROM claim_jobs($1, $2, $3, $4, $5, $6)',
      [this.node.id, now, new Date(now.getTime() + LEASE_MS), CLAIM, abandoned, names],
    );
    if (abandoned > 0 && !due.at(-1)?.abandoned) this.abandonedAt = performance.now() + ABANDONED_EVERY_MS;
    for (const { brand_id: brandId, id, name, key, payload, tries } of due) {
      const job = { brandId, id, name, key, payload, tries };
      if (this.jobs.handlerOf(name)?.slow) await this.slowQueue.carry(job);
      else await this.perform(job);
    }
    return due.length;
  }

  /** Waits for slow jobs that have begun, and gives back those that have not, as if nobody had taken them. */
  async stop(): Promise<void> {
    for (const job of await this.slowQueue.stop()) await this.giveBack(job, this.clock.now());
  }

  /** As if nobody had taken it, from then on. */
  private async giveBack({ brandId, id, tries }: DueJob, dueAt: Date): Promise<void> {
    await this.unitOfWork.run(
      brandId,
      () =>
        this.unitOfWork.execute(
          `UPDATE jobs SET tries = tries - 1, leased_by = NULL, lease_until = NULL, due_at = greatest(due_at, $4)
           WHERE brand_id = $1 AND id = $2 AND tries = $3 AND state = 'due'`,
          [brandId, id, tries, dueAt],
        ),
      { whileSuspended: true },
    );
  }

  /** Runs one job to its end, or notes why it failed; never throws. Somebody else's job (its lease went on) is left alone. */
  async perform(job: DueJob): Promise<void> {
    const known = this.jobs.handlerOf(job.name);
    try {
      // Handed out by a node of another version.
      if (!known) return await this.giveBack(job, new Date(this.clock.now().getTime() + HANDED_ON_MS));
      if (known.prepare && !(await this.isRenewed(job))) return;
      const prepared = await known.prepare?.(job.payload as never, job, () => this.isRenewed(job));
      await this.unitOfWork.run(job.brandId, async () => {
        const mine = await this.unitOfWork.execute(
          `UPDATE jobs SET state = 'done', ended_at = $4, lease_until = NULL
           WHERE brand_id = $1 AND id = $2 AND state = 'due' AND tries = $3`,
          [job.brandId, job.id, job.tries, this.clock.now()],
        );
        if (mine === 1) await known.handler(job.payload as never, job, prepared);
      });
    } catch (error) {
      if (isRefusedAs(error, 'brand_suspended')) await this.wait(job);
      else await this.noteFailure(job, known?.tries ?? 1, error);
    }
  }

  /** Of a brand that was suspended since it was taken. Where that cannot be written, its lease ends. */
  private async wait(job: DueJob): Promise<void> {
    await this.giveBack(job, this.clock.now()).catch((error: unknown) =>
      this.logger.error(`job ${job.name} could not be given back`, stackOf(error)),
    );
  }

  /** Begins the lease anew, since the job may have waited in the queue; false where somebody else has it. */
  private async isRenewed({ brandId, id, tries }: DueJob): Promise<boolean> {
    const leaseUntil = new Date(this.clock.now().getTime() + LEASE_MS);
    const mine = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.execute(
        `UPDATE jobs SET lease_until = $4 WHERE brand_id = $1 AND id = $2 AND tries = $3 AND state = 'due'`,
        [brandId, id, tries, leaseUntil],
      ),
    );
    return mine === 1;
  }

  private async noteFailure(job: DueJob, most: number, error: unknown): Promise<void> {
    this.logger.error(`job ${job.name} failed`, stackOf(error));
    await tryAgain(() => this.isNoted(job, most, error), NOTING);
  }

  private async isNoted(job: DueJob, most: number, error: unknown): Promise<boolean> {
    const now = this.clock.now();
    const delay = Math.min(1000 * 2 ** job.tries, LONGEST_DELAY_MS);
    try {
      await this.unitOfWork.run(
        job.brandId,
        () =>
          this.unitOfWork.execute(
            `UPDATE jobs SET state = $4, due_at = $5, ended_at = $6, lease_until = NULL, last_error = $7
             WHERE brand_id = $1 AND id = $2 AND tries = $3 AND state = 'due'`,
            [
              job.brandId,
              job.id,
              job.tries,
              job.tries >= most ? 'failed' : 'due',
              new Date(now.getTime() + delay),
              job.tries >= most ? now : null,
              error instanceof Error ? error.name : 'unknown',
            ],
          ),
        { whileSuspended: true },
      );
      return true;
    } catch (failure) {
      this.logger.error(`that job ${job.name} failed could not be noted`, stackOf(failure));
      return false;
    }
  }
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : String(error);
}
