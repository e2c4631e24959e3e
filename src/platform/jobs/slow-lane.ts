import type { DueJob } from './jobs.js';

/** Carries slow jobs away from the pump: by Bull where there is Redis, in this process otherwise. */
export abstract class SlowLane {
  protected perform: (job: DueJob) => Promise<void> = () => Promise.resolve();

  whenHandedOut(perform: (job: DueJob) => Promise<void>): void {
    this.perform = perform;
  }

  abstract carry(job: DueJob): Promise<void>;
}

/** Each holds a connection, of which people need the most. */
const AT_ONCE = 2;

/** At most two at a time in this process; the pump waits for a free lane, and a job whose lease ends is handed out again. */
export class InProcessLane extends SlowLane {
  private readonly running = new Set<Promise<void>>();

  override async carry(job: DueJob): Promise<void> {
    while (this.running.size >= AT_ONCE) await Promise.race(this.running);
    const run = this.perform(job).finally(() => this.running.delete(run));
    this.running.add(run);
  }

  async idle(): Promise<void> {
    await Promise.all(this.running);
  }
}
