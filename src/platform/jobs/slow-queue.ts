import type { DueJob } from './jobs.js';

/** Carries slow jobs away from the pump, which never waits for them: by Bull where there is Redis, in this process otherwise. */
export abstract class SlowQueue {
  protected perform: (job: DueJob) => Promise<void> = () => Promise.resolve();
  protected tellRoom: () => void = () => undefined;

  whenHandedOut(perform: (job: DueJob) => Promise<void>): void {
    this.perform = perform;
  }

  /** Called when it is full no more. */
  whenRoom(tellRoom: () => void): void {
    this.tellRoom = tellRoom;
  }

  /** While it is, slow jobs are better left to other processes. */
  abstract get isFull(): boolean;

  abstract carry(job: DueJob): Promise<void>;

  /** Begins nothing any more and waits for what has begun; gives back what has not. */
  abstract stop(): Promise<DueJob[]>;
}

/** Each holds a connection, of which people need the most. */
const AT_ONCE = 2;

/** At most two at a time in this process; the others wait in their order, and one whose lease ends is handed out again. */
export class InProcessQueue extends SlowQueue {
  private readonly running = new Set<Promise<void>>();
  private waiting: DueJob[] = [];

  override get isFull(): boolean {
    return this.running.size >= AT_ONCE;
  }

  override carry(job: DueJob): Promise<void> {
    this.waiting.push(job);
    this.begin();
    return Promise.resolve();
  }

  override async stop(): Promise<DueJob[]> {
    const left = this.waiting;
    this.waiting = [];
    await Promise.all(this.running);
    return left;
  }

  private begin(): void {
    while (!this.isFull) {
      const job = this.waiting.shift();
      if (!job) return;
      const run = this.perform(job).finally(() => this.ended(run));
      this.running.add(run);
    }
  }

  private ended(run: Promise<void>): void {
    this.running.delete(run);
    this.begin();
    if (!this.isFull) this.tellRoom();
  }
}
