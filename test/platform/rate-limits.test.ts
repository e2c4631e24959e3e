import { Redis } from 'ioredis';
import { Refusal } from '../../src/kernel/index.js';
import { Config, RateLimits, type RateLimit } from '../../src/platform/index.js';
import { startRedis, type TestRedis } from '../support/servers/redis.js';
import { until } from '../support/platform.js';

const FEW: RateLimit = { name: 'few', points: 3, seconds: 60 };
const OF_ALL: RateLimit = { name: 'of-all', points: 4, seconds: 60, of: 'brand' };

function limitsWith(env: Record<string, string> = {}): RateLimits {
  return new RateLimits(
    new Config({
      NODE_ENV: 'test',
      DATABASE_URL: 'postgres://nowhere/none',
      SECRET_KEY: 'k'.repeat(40),
      ...env,
    }),
  );
}

const take = async (limits: RateLimits, limit: RateLimit, key: string | null) =>
  limits.take(limit, key).then(
    () => 'taken',
    (error: Refusal) => error.code,
  );

describe('limits of one node', () => {
  it('refuse with the seconds to wait, whoever else asks', async () => {
    const limits = limitsWith();
    for (let at = 0; at < 3; at += 1) expect(await take(limits, FEW, 'a')).toBe('taken');
    await expect(limits.take(FEW, 'a')).rejects.toMatchObject({
      kind: 'too_many',
      details: { retryAfter: 60, params: { seconds: 60 } },
    });
    expect(await take(limits, FEW, 'b')).toBe('taken');
    expect(limits.refused.get('few')).toBe(1);
  });

  it('take one of each or none', async () => {
    const limits = limitsWith();
    const both = () =>
      limits.takeAll([
        { limit: FEW, key: 'a' },
        { limit: OF_ALL, key: 'all' },
      ]);
    [1, 2, 3].forEach(both);
    for (let at = 0; at < 10; at += 1) expect(both).toThrow('too_many');
    expect(await take(limits, OF_ALL, 'all')).toBe('taken');
    expect(await take(limits, OF_ALL, 'all')).toBe('too_many_at_once');
  });

  it('count nothing for nobody, and give back what was not to be counted', async () => {
    const limits = limitsWith();
    for (let at = 0; at < 9; at += 1) expect(await take(limits, FEW, null)).toBe('taken');
    for (let at = 0; at < 9; at += 1) {
      expect(await take(limits, FEW, 'a')).toBe('taken');
      await limits.giveBack(FEW, 'a');
    }
    for (let at = 0; at < 3; at += 1) await take(limits, FEW, 'a');
    await limits.forget(FEW, 'a');
    expect(await take(limits, FEW, 'a')).toBe('taken');
  });

  it('begin anew when their time is over', async () => {
    const limits = limitsWith();
    const short = { ...FEW, name: 'short', seconds: 1 };
    for (let at = 0; at < 3; at += 1) await take(limits, short, 'a');
    expect(await take(limits, short, 'a')).toBe('too_many');
    expect(await until(async () => (await take(limits, short, 'a')) === 'taken')).toBe(true);
  });
});

describe('limits of several nodes', () => {
  let redis: TestRedis;
  let client: Redis;
  const nodes: RateLimits[] = [];

  beforeAll(async () => {
    redis = await startRedis();
    client = new Redis(redis.url);
  });
  afterAll(async () => {
    nodes.forEach((node) => node.onModuleDestroy());
    client.disconnect();
    await redis.stop();
  });

  const kept = (key: string) => client.get(`limit:few:${key}`);
  const node = () => {
    const limits = limitsWith({ REDIS_URL: redis.url });
    nodes.push(limits);
    return limits;
  };
  const connected = (one: RateLimits) =>
    until(async () => {
      const key = `hello ${Math.random()}`;
      await one.take(FEW, key);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return kept(key);
    });

  it('add up what each of them has let in', async () => {
    const [one, other] = [node(), node()];
    await Promise.all([connected(one), connected(other)]);
    const many = { ...FEW, name: 'many', points: 20 };
    for (let at = 0; at < 10; at += 1) {
      expect(await take(one, many, 'a')).toBe('taken');
      expect(await take(other, many, 'a')).toBe('taken');
    }
    for (const each of [one, other])
      await until(async () => (await take(each, many, 'a')) === 'too_many', 2000);
  });

  it('of a key that one forgets are forgotten by all', async () => {
    const [one, other] = [node(), node()];
    await Promise.all([connected(one), connected(other)]);
    await take(one, FEW, 'b');
    await take(other, FEW, 'b');
    await until(async () => (await kept('b')) === '2');
    await one.forget(FEW, 'b');
    expect(await kept('b')).toBeNull();
    await take(other, FEW, 'b');
    await until(async () => (await kept('b')) === '1');
    // Redis knows a moment before the node hears it back.
    await until(async () => (await take(other, FEW, 'b')) === 'taken');
    expect(await take(other, FEW, 'b')).toBe('taken');
  });

  it('hold in each of them while Redis is away, and nobody waits for it', async () => {
    const limits = limitsWith({ REDIS_URL: 'redis://127.0.0.1:1' });
    nodes.push(limits);
    const begun = performance.now();
    for (let at = 0; at < 3; at += 1) expect(await take(limits, FEW, 'a')).toBe('taken');
    expect(await take(limits, FEW, 'a')).toBe('too_many');
    expect(performance.now() - begun).toBeLessThan(100);
  });
});
