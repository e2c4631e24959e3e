import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ChildLane } from './child-lane.js';
import type { Owner } from './fair-queue.js';
import type { Lane, Task } from './task.js';

/**
 * Looks at what comes from outside (mails, pictures, files) in child processes of ours, each lane in its own: what takes
 * one of them longer than 10 s or more than 256 MB of memory ends it, and nobody else waits or goes down with it.
 */
@Injectable()
export class Sandbox implements OnModuleDestroy {
  private readonly lanes: Record<Lane, ChildLane> = {
    mails: new ChildLane({ mostOfBrand: 8, most: 64, niceness: 10 }),
    files: new ChildLane({ mostOfBrand: 12, most: 36, niceness: 19 }),
  };

  /**
   * Brands take turns, and within a brand its parties. Throws what the task throws: a `Refusal` as it is, else `FailedTask`; `UnfinishedTask` where it
   * did not end; refuses with `files_busy` where too much waits already, of this brand or of all.
   */
  async run<Input, Output>(owner: Owner, task: Task<Input, Output>, input: Input): Promise<Output> {
    return this.lanes[task.lane].run(owner, task, input);
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(Object.values(this.lanes).map((lane) => lane.stop()));
  }
}
