/** How often a limit was taken for one key since its window of time began. */
export interface Window {
  readonly limit: string;
  readonly key: string;
  count: number;
  /** When it is over, by `performance.now()`. */
  ends: number;
  /** What the other nodes have not heard of. */
  untold: number;
}

export const MOST = 20_000;

/** The windows of one limit, by key: so many at most, since keys come from outside; the oldest are forgotten first. */
export class Windows {
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly limit: string,
    private readonly seconds: number,
  ) {}

  /** The key's window of now. */
  of(key: string): Window {
    const now = performance.now();
    const known = this.windows.get(key);
    if (known && known.ends > now) return known;
    this.windows.delete(key);
    if (this.windows.size >= MOST) this.clear(now);
    const window = { limit: this.limit, key, count: 0, ends: now + this.seconds * 1000, untold: 0 };
    this.windows.set(key, window);
    return window;
  }

  forget(key: string): void {
    const window = this.windows.get(key);
    if (window) window.untold = 0;
    this.windows.delete(key);
  }

  get size(): number {
    return this.windows.size;
  }

  /** What is over goes, and a tenth in any case; they lie in the order in which they end, for all last equally long. */
  private clear(now: number): void {
    for (const [key, { ends }] of this.windows) {
      if (ends > now && this.windows.size <= 0.9 * MOST) return;
      this.windows.delete(key);
    }
  }
}
