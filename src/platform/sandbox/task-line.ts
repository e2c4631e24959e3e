import { Child } from './child.js';
import { FairQueue, type Owner } from './fair-queue.js';
import { UnfinishedTask } from './task.js';

export interface Waiting {
  /** Resolves with whether it came to an end: false where it was handed on in the middle. */
  begin(child: Child, isHandedOn: () => boolean): Promise<boolean>;
  fail(error: Error): void;
}

/** What becomes of a task that keeps another brand's waiting for longer than this. */
interface Patience {
  afterMs: number;
  handOn(owner: Owner, waiting: Waiting): void;
}

interface UnderWay {
  child: Child;
  owner: Owner;
  /** It has taken longer than others are to wait. */
  isLong: boolean;
  isHandedOn: boolean;
}

/** A child with nothing to do is ended after so long. */
const IDLE_MS = 10_000;
/** After a task a brand's next one waits as long as it took, and no longer than this. */
const LONGEST_REST_MS = 500;

/** Tasks that are done one after the other in a process of the line's own; brands take turns. */
export class TaskLine {
  private readonly queue = new FairQueue<{ owner: Owner; waiting: Waiting }>();
  private child: Child | undefined;
  private current: UnderWay | undefined;
  private working: Promise<void> | undefined;
  private idle: NodeJS.Timeout | undefined;
  private isStopped = false;
  private resting: { brandId: string; end(): void } | undefined;

  constructor(
    private readonly options: { niceness: number },
    private readonly patience?: Patience,
  ) {}

  get size(): number {
    return this.queue.size;
  }

  sizeOf(brandId: string): number {
    return this.queue.sizeOf(brandId);
  }

  add(owner: Owner, waiting: Waiting): void {
    this.queue.add(owner, { owner, waiting });
    this.handOnWhereLong();
    if (this.resting && this.resting.brandId !== owner.brandId) this.resting.end();
    this.working ??= this.work();
  }

  remove(owner: Owner, waiting: Waiting): boolean {
    return this.queue.remove(owner, (one) => one.waiting === waiting);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.resting?.end();
    clearTimeout(this.idle);
    for (let next = this.queue.next(); next; next = this.queue.next())
      next.waiting.fail(new UnfinishedTask('a task', 'stopped'));
    await this.child?.gone('stopped');
    await this.working;
  }

  private async work(): Promise<void> {
    clearTimeout(this.idle);
    for (let next = this.queue.next(); next; next = this.queue.next()) {
      const current = { child: this.fitChild(), owner: next.owner, isLong: false, isHandedOn: false };
      this.current = current;
      const began = performance.now();
      const looking =
        this.patience &&
        setTimeout(() => {
          current.isLong = true;
          this.handOnWhereLong();
        }, this.patience.afterMs).unref();
      const isOver = await next.waiting.begin(current.child, () => current.isHandedOn);
      clearTimeout(looking);
      this.current = undefined;
      if (!isOver) this.patience?.handOn(next.owner, next.waiting);
      await this.rest(next.owner.brandId, performance.now() - began);
    }
    this.working = undefined;
    this.idle = setTimeout(() => void this.child?.gone('ended'), IDLE_MS);
    this.idle.unref();
  }

  private handOnWhereLong(): void {
    const { current } = this;
    if (!current?.isLong || current.isHandedOn) return;
    // A brand's own tasks wait for each other: to begin each anew would double the work of whoever sends many.
    if (!this.isAnotherWaiting(current.owner.brandId)) return;
    current.isHandedOn = true;
    current.child.end('ended');
  }

  /** Whoever sends many leaves the machine to others for half of the time; another brand's task begins at once. */
  private async rest(brandId: string, took: number): Promise<void> {
    if (this.isStopped || this.isAnotherWaiting(brandId)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(took, LONGEST_REST_MS)).unref();
      this.resting = { brandId, end: () => (clearTimeout(timer), resolve()) };
    });
    this.resting = undefined;
  }

  private isAnotherWaiting(brandId: string): boolean {
    return this.queue.size > this.queue.sizeOf(brandId);
  }

  private fitChild(): Child {
    if (!this.child?.isFit) this.child = new Child(this.options);
    return this.child;
  }
}
