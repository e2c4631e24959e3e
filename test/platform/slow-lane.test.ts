import { Redis } from 'ioredis';
import { Clock } from '../../src/kernel/index.js';
import { Jobs, Pump, UnitOfWork } from '../../src/platform/index.js';
import { startPlatform, until, type TestPlatform } from '../support/platform.js';
import { startRedis, type TestRedis } from '../support/servers/redis.js';

/** Longer than a job's lease. */
const AFTER_THE_LEASE = 61_000;

let redis: TestRedis;
let web: TestPlatform;
let worker: TestPlatform;
let brandId: string;
let block: Promise<void> = Promise.resolve();
const ran: { on: string; word: string }[] = [];

beforeAll(async () => {
  redis = await startRedis();
  web = await startPlatform(undefined, { REDIS_URL: redis.url, PROCESS: 'web' });
  worker = await startPlatform(web.database, { REDIS_URL: redis.url, PROCESS: 'worker' });
  brandId = await web.brand();
  for (const [on, platform] of Object.entries({ web, worker })) {
    platform.app.get(Jobs).handle(
      'tests.slow',
      async ({ word }: { word: string }) => {
        await block;
        ran.push({ on, word });
      },
      { slow: true },
    );
  }
});

afterAll(async () => {
  await web.close();
  await worker.close();
  await redis.stop();
});

beforeEach(() => ran.splice(0));

const schedule = (word: string) =>
  web.app.get(UnitOfWork).run(brandId, () =>
    web.app.get(Jobs).schedule({
      brandId,
      name: 'tests.slow',
      key: word,
      payload: { word },
      dueAt: web.app.get(Clock).now(),
    }),
  );

const words = () => ran.map(({ word }) => word).sort();

test('slow jobs are carried to the process that works', async () => {
  for (const word of ['a', 'b', 'c']) await schedule(word);
  await until(() => ran.length >= 3);
  expect(ran.map(({ on }) => on)).toEqual(['worker', 'worker', 'worker']);
});

test('what Redis lost before it was worked on is handed out again', async () => {
  let open = () => undefined as void;
  block = new Promise((resolve) => (open = resolve));
  const many = Array.from({ length: 12 }, (_, i) => `kept ${String(i).padStart(2, '0')}`);
  for (const word of many) await schedule(word);
  const client = new Redis(redis.url);
  await until(async () => (await client.keys('*')).length > 0);
  await redis.flush();
  client.disconnect();
  block = Promise.resolve();
  open();

  for (const platform of [web, worker]) platform.app.get(Clock).shift(AFTER_THE_LEASE);
  web.app.get(Pump).turn();
  await until(() => ran.length >= many.length, 20_000);
  for (const platform of [web, worker]) platform.app.get(Clock).release();
  expect(words()).toEqual(many);
});

test('while Redis is away the same work is done in the process, and later carried again', async () => {
  await redis.kill();
  await schedule('alone');
  await until(() => ran.length > 0, 10_000);
  expect(words()).toEqual(['alone']);

  await redis.start();
  ran.splice(0);
  await until(async () => {
    await schedule(`again ${ran.length}`);
    return ran.some(({ on }) => on === 'worker');
  }, 20_000);
});
