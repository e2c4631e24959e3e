import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Refusal } from '../../kernel/index.js';
import { Config } from '../config/config.js';
import type { RateLimit, Taking } from './rate-limit.js';
import { SharedWindows } from './shared-windows.js';
import { Windows } from './windows.js';

const CODES = { address: 'too_many_from_network', brand: 'too_many_at_once' };

/**
 * How often something may happen. Counted in this process, which costs no round trip; nodes add up what they count by
 * Redis where there is one.
 */
@Injectable()
export class RateLimits implements OnModuleDestroy {
  private readonly windows = new Map<string, Windows>();
  private readonly shared: SharedWindows | undefined;
  /** How often each limit has refused here, by its name. */
  readonly refused = new Map<string, number>();

  constructor(private readonly config: Config) {
    if (config.redisUrl) this.shared = new SharedWindows(config.redisUrl);
  }

  /** Takes one; refuses with the seconds to wait when there is none left. For null nothing is counted. */
  async take(limit: RateLimit, key: string | null): Promise<void> {
    this.takeAll([{ limit, key }]);
  }

  /** Takes one of each, or refuses and takes none: what one limit refuses costs nothing of the others. */
  takeAll(takings: readonly Taking[]): void {
    const windows = [];
    for (const { limit, key } of takings) {
      if (key === null) continue;
      const window = this.of(limit).of(key);
      if (window.count >= limit.points * this.config.rateLimitFactor)
        throw this.refusal(limit, window.ends - performance.now());
      windows.push(window);
    }
    for (const window of windows) {
      window.count += 1;
      window.untold += 1;
      this.shared?.changes(window);
    }
  }

  /** Takes one and tells whether it was there to be taken, for what goes on in another way then. */
  async isLeft(limit: RateLimit, key: string): Promise<boolean> {
    return this.take(limit, key).then(
      () => true,
      () => false,
    );
  }

  /** Counts what another limit than a rate has refused. */
  noteRefusal(name: string): void {
    this.refused.set(name, (this.refused.get(name) ?? 0) + 1);
  }

  /** Gives everything back. */
  async forget(limit: RateLimit, key: string | null): Promise<void> {
    if (key === null) return;
    this.of(limit).forget(key);
    await this.shared?.forget(limit.name, key);
  }

  /** Gives one back, as when what was counted went well. */
  async giveBack(limit: RateLimit, key: string | null): Promise<void> {
    if (key === null) return;
    const window = this.of(limit).of(key);
    if (window.count === 0) return;
    window.count -= 1;
    window.untold -= 1;
    this.shared?.changes(window);
  }

  onModuleDestroy(): void {
    this.shared?.close();
  }

  private of(limit: RateLimit): Windows {
    const { name, seconds } = limit;
    let windows = this.windows.get(name);
    if (!windows) {
      windows = new Windows(name, seconds);
      this.windows.set(name, windows);
      this.shared?.add(limit);
    }
    return windows;
  }

  private refusal({ name, of }: RateLimit, milliseconds: number): Refusal {
    this.noteRefusal(name);
    const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
    return new Refusal('too_many', of ? CODES[of] : 'too_many', { retryAfter: seconds, params: { seconds } });
  }
}
