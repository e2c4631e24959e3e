import { Refusal } from '../../kernel/index.js';
import type { Config } from '../config/config.js';
import { NetworkPace } from './network-pace.js';

/** 60 at once, up to 210 at 300 a second, then 150 a second. */
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

const asks = (network: string | null, options = {}) => pace.during(network, options, () => undefined);
const all = (count: number, network: string | null) =>
  Promise.all(Array.from({ length: count }, () => asks(network)));

describe('the pace of a network', () => {
  it('lets a burst through after a few at once, and spreads what is beyond it', async () => {
    const atOnce = await milliseconds(() => all(60, 'a'));
    const burst = await milliseconds(() => all(150, 'a'));
    expect(burst).toBeGreaterThan(200);
    expect(atOnce).toBeLessThan(burst / 1.5);
    const beyond = await milliseconds(() => all(150, 'a'));
    expect(beyond).toBeGreaterThan(200);
    expect(beyond).toBeLessThan(4000);
  });

  it('holds nobody else up, nor whose network is not known', async () => {
    await all(240, 'a');
    await pace.enter('a');
    await pace.enter('a');
    let isTold = false;
    const held = asks('a').then(() => (isTold = true));
    await Promise.all([asks('b'), all(500, null)]);
    expect(isTold).toBe(false);
    await held;
  });

  it('keeps the order in which they came, but for neighbours whose timers end together', async () => {
    const order: number[] = [];
    await Promise.all(Array.from({ length: 240 }, (_, at) => asks('a').then(() => order.push(at))));
    expect(order.filter((came, at) => Math.abs(came - at) > 2)).toEqual([]);
  });

  it('refuses where the turn is far away, and says when to come again', async () => {
    await asks('a', { cost: 210 + 150 * 6 });
    const refusal = await pace.enter('a').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ code: 'too_many_from_network', details: { retryAfter: 6 } });
    expect(await milliseconds(() => asks('a', { longest: 1 }).catch(() => undefined))).toBeLessThan(50);
  });

  it('counts what is refused for nothing', async () => {
    await asks('a', { cost: 210 + 150 * 0.5 });
    for (let times = 0; times < 20; times += 1) await asks('a', { longest: 1 }).catch(() => undefined);
    await expect(asks('a', { longest: 700 })).resolves.toBeUndefined();
  });

  it('does two things of a network at once, and hands a place on when one ends', async () => {
    let active = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, (active += 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      active -= 1;
    };
    await Promise.all(Array.from({ length: 20 }, () => pace.during('a', {}, work)));
    expect(most).toBe(2);
    const leave = await pace.enter('a');
    leave();
    leave();
    await Promise.all([pace.enter('a'), pace.enter('a')]);
    await expect(pace.enter('a', { longest: 50 })).rejects.toMatchObject({ code: 'too_many_from_network' });
  });

  it('gives the place on of whoever takes very long', async () => {
    await Promise.all([pace.enter('a'), pace.enter('a')]);
    expect(await milliseconds(() => pace.enter('a'))).toBeGreaterThan(1_500);
  });

  it('counts what takes long as several', async () => {
    pace = new NetworkPace({ networkPace: 15, rateLimitFactor: 1 } as Config);
    const takes = async (network: string, duration: number) => {
      await asks(network, { cost: 26 });
      await pace.during(network, {}, () => new Promise((resolve) => setTimeout(resolve, duration)));
      return milliseconds(() => asks(network));
    };
    expect(await takes('quick', 0)).toBeLessThan(100);
    expect(await takes('slow', 200)).toBeGreaterThan(100);
  });

  it('counts what is known only once it has begun', async () => {
    await pace.during('a', {}, () => pace.charge('a', 210 + 150 * 6));
    await expect(asks('a')).rejects.toMatchObject({ code: 'too_many_from_network' });
    pace.charge(null, 1);
    pace.charge('nobody yet', 1);
    await expect(asks('b')).resolves.toBeUndefined();
  });

  it('has those wait for it who were waiting already', async () => {
    const [first, second] = await Promise.all([pace.enter('a'), pace.enter('a')]);
    const third = milliseconds(() => asks('a'));
    const impatient = asks('a', { longest: 300 }).catch((error: unknown) => error);
    pace.charge('a', 210 + 75);
    first();
    second();
    expect(await third).toBeGreaterThan(400);
    expect(await impatient).toMatchObject({ code: 'too_many_from_network' });
  });

  it('keeps waiting who has been refused often, and nobody else', async () => {
    await asks('a', { cost: 210 + 150 * 6 });
    const refusals = (network: string, count: number) =>
      milliseconds(async () => {
        for (let times = 0; times < count; times += 1) await pace.refused(network);
      });
    expect(await refusals('a', 20)).toBeLessThan(100);
    expect(await milliseconds(() => asks('a', { longest: 1 }).catch(() => undefined))).toBeGreaterThan(900);
    expect(await refusals('b', 20)).toBeLessThan(100);
    await pace.refused(null);
  });

  it('remembers so many networks at most', async () => {
    for (let at = 0; at < 25_000; at += 1) await asks(`network ${at}`);
    expect((pace as unknown as { networks: Map<string, unknown> }).networks.size).toBeLessThanOrEqual(20_001);
  });
});
