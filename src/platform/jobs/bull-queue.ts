import { InjectQueue, Process, Processor } from '@nestjs/bull';
import { Injectable } from '@nestjs/common';
import type { Job, Queue } from 'bull';
import { type DueJob } from './jobs.js';
import { InProcessQueue, SlowQueue } from './slow-queue.js';

export const SLOW_QUEUE = 'slow';

/** Bull only carries: a job that Redis loses keeps its row, whose lease ends, and is handed out again. */
@Injectable()
export class BullQueue extends SlowQueue {
  private readonly local = new InProcessQueue();

  constructor(@InjectQueue(SLOW_QUEUE) private readonly queue: Queue<DueJob>) {
    super();
    queue.on('error', () => undefined);
  }

  override whenHandedOut(perform: (job: DueJob) => Promise<void>): void {
    super.whenHandedOut(perform);
    this.local.whenHandedOut(perform);
  }

  override whenRoom(tellRoom: () => void): void {
    this.local.whenRoom(tellRoom);
  }

  override get isFull(): boolean {
    return this.local.isFull;
  }

  override stop(): Promise<DueJob[]> {
    return this.local.stop();
  }

  override async carry(job: DueJob): Promise<void> {
    try {
      if (this.queue.client.status !== 'ready') throw new Error('Redis is away.');
      await this.queue.add(job, {
        jobId: `${job.id}:${job.tries}`,
        removeOnComplete: true,
        removeOnFail: true,
      });
    } catch {
      await this.local.carry(job);
    }
  }

  async run(job: DueJob): Promise<void> {
    await this.perform(job);
  }
}

/** The receiving end, in processes that work. */
@Processor(SLOW_QUEUE)
export class SlowQueueWorker {
  constructor(private readonly queue: BullQueue) {}

  @Process({ concurrency: 4 })
  async process(job: Job<DueJob>): Promise<void> {
    await this.queue.run(job.data);
  }
}
