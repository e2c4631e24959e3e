import { Refusal } from '../../kernel/index.js';

/** Lets so much of a kind of work go on at once, and the rest wait in line, which has an end. */
export class FewAtOnce {
  private readonly waiting: (() => void)[] = [];
  private working = 0;

  constructor(private readonly limits: { atOnce: number; waiting: number }) {}

  /** @throws Refusal `unavailable` where too much waits already. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.working < this.limits.atOnce) this.working += 1;
    else if (this.waiting.length < this.limits.waiting)
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    else throw new Refusal('unavailable', 'unavailable', { retryAfter: 5 });
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.working -= 1;
    }
  }
}
