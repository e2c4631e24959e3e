import { RateLimiterRedis } from 'rate-limiter-flexible';
import { PassingRedis } from '../live/redis.js';
import type { RateLimit } from './rate-limit.js';
import type { Window } from './windows.js';

const PERIOD_MS = 200;

/**
 * Adds up what the nodes count, by Redis, a few times a second: nobody waits for it, and while Redis is away each node
 * counts by itself. A limit may be passed by what the nodes let in within one period.
 */
export class SharedWindows {
  private readonly redis: PassingRedis;
  private readonly limiters = new Map<string, RateLimiterRedis>();
  private readonly changed = new Set<Window>();
  private timer: NodeJS.Timeout | undefined;

  constructor(redisUrl: string) {
    this.redis = new PassingRedis(redisUrl);
  }

  add({ name, points, seconds }: RateLimit): void {
    const options = { keyPrefix: `limit:${name}`, points, duration: seconds, rejectIfRedisNotReady: true };
    this.limiters.set(name, new RateLimiterRedis({ ...options, storeClient: this.redis }));
  }

  changes(window: Window): void {
    this.changed.add(window);
    this.timer ??= setTimeout(() => void this.exchange(), PERIOD_MS).unref();
  }

  async forget(limit: string, key: string): Promise<void> {
    await this.limiters
      .get(limit)
      ?.delete(key)
      .catch(() => undefined);
  }

  close(): void {
    clearTimeout(this.timer);
    this.redis.disconnect();
  }

  private async exchange(): Promise<void> {
    this.timer = undefined;
    const windows = [...this.changed];
    this.changed.clear();
    await Promise.all(windows.map((window) => this.share(window)));
  }

  /** What Redis did not take is told with what comes next. */
  private async share(window: Window): Promise<void> {
    const { limit, key, untold } = window;
    const limiter = this.limiters.get(limit);
    if (!limiter || untold === 0 || window.ends <= performance.now()) return;
    window.untold = 0;
    try {
      const { consumedPoints, msBeforeNext } = await limiter.penalty(key, untold);
      window.count = Math.max(0, consumedPoints + window.untold);
      window.ends = performance.now() + msBeforeNext;
    } catch {
      window.untold += untold;
    }
  }
}
