import { Refusal } from '../../kernel/index.js';
import { type Owner } from './fair-queue.js';
import { TaskLine, type Waiting } from './task-line.js';
import { UnfinishedTask, type Task } from './task.js';

export interface LaneLimits {
  /** Tasks that wait, of one brand. */
  mostOfBrand: number;
  /** Tasks that wait, of all. */
  most: number;
  /** Of the operating system: 0 as everybody, 19 after everybody. */
  niceness: number;
}

/** A task that takes longer than this keeps no other brand waiting. */
const SHORT_MS = 500;
const LONGEST_WAIT_MS = 40_000;

/**
 * Tasks that are done in child processes, which are there only while there are some. Each begins among all others, one
 * after the other; one that takes long while another brand's waits begins anew in a second process, among the long ones.
 */
export class ChildLane {
  private readonly first: TaskLine;
  private readonly long: TaskLine;
  private isStopped = false;

  constructor(private readonly limits: LaneLimits) {
    this.long = new TaskLine(limits);
    this.first = new TaskLine(limits, {
      afterMs: SHORT_MS,
      handOn: (owner, waiting) => this.wait(this.long, owner, waiting),
    });
  }

  async run<Input, Output>(owner: Owner, task: Task<Input, Output>, input: Input): Promise<Output> {
    if (this.isStopped) throw new UnfinishedTask(task.name, 'stopped');
    const { mostOfBrand, most } = this.limits;
    const waiting = (count: (line: TaskLine) => number) => count(this.first) + count(this.long);
    if (waiting((line) => line.sizeOf(owner.brandId)) >= mostOfBrand || waiting((line) => line.size) >= most)
      throw busy();
    return new Promise<Output>((resolve, reject) => {
      this.wait(this.first, owner, {
        begin: async (child, isHandedOn) => {
          try {
            resolve(await child.perform(task, input));
          } catch (error) {
            if (error instanceof UnfinishedTask && isHandedOn()) return false;
            reject(error);
          }
          return true;
        },
        fail: reject,
      });
    });
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.all([this.first.stop(), this.long.stop()]);
  }

  /** In line, and no longer than is worth it. */
  private wait(line: TaskLine, owner: Owner, waiting: Waiting): void {
    if (this.isStopped) return waiting.fail(new UnfinishedTask('a task', 'stopped'));
    const patience = setTimeout(() => line.remove(owner, inLine) && waiting.fail(busy()), LONGEST_WAIT_MS);
    const inLine: Waiting = {
      begin: (...given) => {
        clearTimeout(patience);
        return waiting.begin(...given);
      },
      fail: (error) => {
        clearTimeout(patience);
        waiting.fail(error);
      },
    };
    line.add(owner, inLine);
  }
}

function busy(): Refusal {
  return new Refusal('too_many', 'files_busy', { retryAfter: 10 });
}
