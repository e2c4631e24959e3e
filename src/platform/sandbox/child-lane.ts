import { Refusal } from '../../kernel/index.js';
import { Child } from './child.js';
import { FairQueue, type Owner } from './fair-queue.js';
import { UnfinishedTask, type Task } from './task.js';

export interface LaneLimits {
  /** Tasks that wait, of one brand. */
  mostOfBrand: number;
  /** Tasks that wait, of all. */
  most: number;
  /** Of the operating system: 0 as everybody, 19 after everybody. */
  niceness: number;
}

/** A child with nothing to do is ended after so long. */
const IDLE_MS = 10_000;
const LONGEST_WAIT_MS = 60_000;

interface Waiting {
  begin: (child: Child) => Promise<void>;
  fail: (error: Error) => void;
}

/** Tasks that are done one after the other in a child process, which is there only while there are some. */
export class ChildLane {
  private readonly queue = new FairQueue<Waiting>();
  private child: Child | undefined;
  private working: Promise<void> | undefined;
  private idle: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(private readonly limits: LaneLimits) {}

  async run<Input, Output>(owner: Owner, task: Task<Input, Output>, input: Input): Promise<Output> {
    if (this.isStopped) throw new UnfinishedTask(task.name, 'stopped');
    const { mostOfBrand, most } = this.limits;
    if (this.queue.sizeOf(owner.brandId) >= mostOfBrand || this.queue.size >= most) throw busy();
    return new Promise<Output>((resolve, reject) => {
      const waiting: Waiting = {
        begin: (child) => {
          clearTimeout(patience);
          return child.perform(task, input).then(resolve, reject);
        },
        fail: (error) => {
          clearTimeout(patience);
          reject(error);
        },
      };
      const patience = setTimeout(() => this.queue.remove(owner, waiting) && reject(busy()), LONGEST_WAIT_MS);
      this.queue.add(owner, waiting);
      this.working ??= this.work();
    });
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.idle);
    for (let waiting = this.queue.next(); waiting; waiting = this.queue.next())
      waiting.fail(new UnfinishedTask('a task', 'stopped'));
    await this.child?.gone('stopped');
    await this.working;
  }

  private async work(): Promise<void> {
    clearTimeout(this.idle);
    for (let next = this.queue.next(); next; next = this.queue.next()) await next.begin(this.fitChild());
    this.working = undefined;
    this.idle = setTimeout(() => void this.child?.gone('ended'), IDLE_MS);
    this.idle.unref();
  }

  private fitChild(): Child {
    if (!this.child?.isFit) this.child = new Child(this.limits);
    return this.child;
  }
}

function busy(): Refusal {
  return new Refusal('too_many', 'files_busy', { retryAfter: 10 });
}
