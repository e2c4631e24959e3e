import type { Config } from '../config/config.js';
import { IntakePace } from './intake-pace.js';

const MEGABYTE = 1024 * 1024;
const byMachine = performance.now;
let now = 0;
let pace: IntakePace;

beforeEach(() => {
  now = 1000;
  performance.now = () => now;
  pace = new IntakePace({ rateLimitFactor: 1 } as Config);
});
afterEach(() => {
  performance.now = byMachine;
});

it('takes in what comes at once up to a burst, and 8 MB a second beyond it', () => {
  expect(pace.waitAfter('a', 24 * MEGABYTE)).toBe(0);
  expect(pace.waitAfter('a', 8 * MEGABYTE)).toBeCloseTo(1000);
  now += 1000;
  expect(pace.waitAfter('a', 4 * MEGABYTE)).toBeCloseTo(500);
  now += 60_000;
  expect(pace.waitAfter('a', 24 * MEGABYTE)).toBe(0);
});

it('counts each network by itself, and nobody whose network is not known', () => {
  pace.waitAfter('a', 100 * MEGABYTE);
  expect(pace.waitAfter('b', MEGABYTE)).toBe(0);
  expect(pace.waitAfter(null, 100 * MEGABYTE)).toBe(0);
});

it('remembers few networks, whoever makes up more', () => {
  for (let at = 0; at < 30_000; at += 1) pace.waitAfter(`network ${at}`, 1);
  expect((pace as unknown as { due: Map<string, number> }).due.size).toBeLessThanOrEqual(20_001);
});
