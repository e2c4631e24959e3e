import { Refusal } from '../../kernel/index.js';
import type { Config } from '../config/config.js';
import { NetworkPace } from './network-pace.js';

/** 210 at once, then 150 a second. */
const TENFOLD = { networkPace: 15, rateLimitFactor: 10 } as Config;

let pace: NetworkPace;
beforeEach(() => {
  pace = new NetworkPace(TENFOLD);
});

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const all = (count: number, network: string | null) =>
  Promise.all(Array.from({ length: count }, () => pace.wait(network)));

describe('the pace of a network', () => {
  it('lets a burst through at once, and spreads what is beyond it', async () => {
    expect(await milliseconds(() => all(210, 'a'))).toBeLessThan(100);
    const beyond = await milliseconds(() => all(30, 'a'));
    expect(beyond).toBeGreaterThan(100);
    expect(beyond).toBeLessThan(1000);
  });

  it('holds nobody else up, nor whose network is not known', async () => {
    await all(240, 'a');
    expect(await milliseconds(() => Promise.all([pace.wait('b'), all(500, null)]))).toBeLessThan(50);
  });

  it('keeps the order in which they came', async () => {
    const order: number[] = [];
    await Promise.all(Array.from({ length: 240 }, (_, at) => pace.wait('a').then(() => order.push(at))));
    expect(order).toEqual(order.toSorted((one, other) => one - other));
  });

  it('refuses where the turn is far away, and says when to come again', async () => {
    await pace.wait('a', { cost: 210 + 150 * 6 });
    const refusal = await pace.wait('a').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ code: 'too_many_from_network', details: { retryAfter: 6 } });
    expect(await milliseconds(() => pace.wait('a', { longest: 1 }).catch(() => undefined))).toBeLessThan(50);
  });

  it('counts what is refused for nothing', async () => {
    await pace.wait('a', { cost: 210 + 150 * 0.5 });
    for (let times = 0; times < 200; times += 1) await pace.wait('a', { longest: 1 }).catch(() => undefined);
    await expect(pace.wait('a', { longest: 700 })).resolves.toBeUndefined();
  });

  it('remembers so many networks at most', async () => {
    for (let at = 0; at < 25_000; at += 1) await pace.wait(`network ${at}`);
    expect((pace as unknown as { done: Map<string, number> }).done.size).toBeLessThanOrEqual(20_001);
  });
});
