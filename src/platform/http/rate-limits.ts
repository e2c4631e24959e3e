import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import { Refusal } from '../../kernel/index.js';
import { Config } from '../config/config.js';
import { PassingRedis } from '../live/redis.js';

export interface RateLimit {
  /** Names the counter; one limit a name. */
  name: string;
  points: number;
  seconds: number;
}

/** How often something may happen. Counted in Redis where there is one, else, or while it is away, in this process. */
@Injectable()
export class RateLimits implements OnModuleDestroy {
  private readonly limiters = new Map<string, RateLimiterAbstract>();
  private readonly redis: PassingRedis | undefined;

  constructor(private readonly config: Config) {
    if (config.redisUrl) this.redis = new PassingRedis(config.redisUrl);
  }

  /** Takes one; refuses with `too_many` and the seconds to wait when there is none left. For null nothing is counted. */
  async take(limit: RateLimit, key: string | null): Promise<void> {
    if (key === null) return;
    try {
      await this.limiter(limit).consume(key);
    } catch (reason) {
      if (reason instanceof RateLimiterRes) throw tooMany(reason.msBeforeNext);
      throw reason;
    }
  }

  /** Takes one and tells whether it was there to be taken, for what goes on in another way then. */
  async isLeft(limit: RateLimit, key: string): Promise<boolean> {
    try {
      await this.limiter(limit).consume(key);
      return true;
    } catch (reason) {
      if (reason instanceof RateLimiterRes) return false;
      throw reason;
    }
  }

  /** Gives everything back. */
  async forget(limit: RateLimit, key: string | null): Promise<void> {
    if (key !== null) await this.limiter(limit).delete(key);
  }

  /** Gives one back, as when what was counted went well. */
  async giveBack(limit: RateLimit, key: string | null): Promise<void> {
    if (key !== null) await this.limiter(limit).reward(key, 1);
  }

  onModuleDestroy(): void {
    this.redis?.disconnect();
  }

  private limiter({ name, points, seconds }: RateLimit): RateLimiterAbstract {
    const known = this.limiters.get(name);
    if (known) return known;
    const options = {
      keyPrefix: `limit:${name}`,
      points: points * this.config.rateLimitFactor,
      duration: seconds,
    };
    const memory = new RateLimiterMemory(options);
    const limiter = this.redis
      ? new RateLimiterRedis({
          ...options,
          storeClient: this.redis,
          insuranceLimiter: memory,
          rejectIfRedisNotReady: true,
        })
      : memory;
    this.limiters.set(name, limiter);
    return limiter;
  }
}

function tooMany(milliseconds: number): Refusal {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return new Refusal('too_many', 'too_many', { retryAfter: seconds, params: { seconds } });
}
