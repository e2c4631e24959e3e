import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/index.js';
import { NodeIdentity } from '../node-identity.js';
import { Statements } from '../database/statements.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { tryAgain } from '../try-again.js';
import { Jobs, type DueJob } from './jobs.js';
import { SlowLane } from './slow-lane.js';

const CLAIM = 50;
const LEASE_MS = 60_000;
const LONGEST_DELAY_MS = 3_600_000;
/** A database that restarts is waited for; for longer than that, the job's lease ends. */
const NOTING = { everyMs: 1000, tries: 8 };

/** Claims due jobs and runs them: quick ones here, slow ones on the slow lane. */
@Injectable()
export class JobRunner {
  private readonly logger = new Logger('Jobs');

  constructor(
    private readonly jobs: Jobs,
    private readonly statements: Statements,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly node: NodeIdentity,
    private readonly slowLane: SlowLane,
  ) {
    slowLane.whenHandedOut((job) => this.perform(job));
  }

  /** Runs what is due; returns how many jobs were claimed. */
  async runDue(): Promise<number> {
    const now = this.clock.now();
    const due = await this.statements.query<DueJob & { brand_id: string }>(
      'SELECT brand_id, id, name, key, payload, tries FROM claim_jobs($1, $2, $3, $4)',
      [this.node.id, now, new Date(now.getTime() + LEASE_MS), CLAIM],
    );
    for (const { brand_id: brandId, id, name, key, payload, tries } of due) {
      const job = { brandId, id, name, key, payload, tries };
      if (this.jobs.handlerOf(name)?.slow) await this.slowLane.carry(job);
      else await this.perform(job);
    }
    return due.length;
  }

  /** Runs one job to its end, or notes why it failed; never throws. Somebody else's job (its lease went on) is left alone. */
  async perform(job: DueJob): Promise<void> {
    const known = this.jobs.handlerOf(job.name);
    try {
      if (!known) throw new Error(`No handler for jobs named ${job.name}.`);
      await this.unitOfWork.run(job.brandId, async () => {
        const mine = await this.unitOfWork.execute(
          `UPDATE jobs SET state = 'done', ended_at = $4, lease_until = NULL
           WHERE brand_id = $1 AND id = $2 AND state = 'due' AND tries = $3`,
          [job.brandId, job.id, job.tries, this.clock.now()],
        );
        if (mine === 1) await known.handler(job.payload as never, job);
      });
    } catch (error) {
      await this.noteFailure(job, known?.tries ?? 1, error);
    }
  }

  private async noteFailure(job: DueJob, most: number, error: unknown): Promise<void> {
    this.logger.error(`job ${job.name} failed`, stackOf(error));
    await tryAgain(() => this.isNoted(job, most, error), NOTING);
  }

  private async isNoted(job: DueJob, most: number, error: unknown): Promise<boolean> {
    const now = this.clock.now();
    const delay = Math.min(1000 * 2 ** job.tries, LONGEST_DELAY_MS);
    try {
      await this.unitOfWork.run(job.brandId, () =>
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
