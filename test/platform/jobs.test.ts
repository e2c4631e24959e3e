import { jest } from '@jest/globals';
import { Clock } from '../../src/kernel/index.js';
import { Jobs, Pump, UnitOfWork } from '../../src/platform/index.js';
import { startPlatform, until, type TestPlatform } from '../support/platform.js';

let first: TestPlatform;
let second: TestPlatform;
let brandId: string;
const ran: string[] = [];

beforeAll(async () => {
  first = await startPlatform();
  second = await startPlatform(first.database);
  brandId = await first.brand();
  for (const platform of [first, second]) {
    platform.app.get(Jobs).handle('tests.note', ({ word }: { word: string }) => {
      ran.push(word);
      return Promise.resolve();
    });
    platform.app.get(Jobs).handle(
      'tests.fail',
      () => {
        ran.push('tried');
        return Promise.reject(new Error('always'));
      },
      { tries: 2 },
    );
  }
});

afterAll(async () => {
  await first.close();
  await second.close();
});

beforeEach(() => ran.splice(0));

const inSeconds = (seconds: number) => new Date(first.app.get(Clock).now().getTime() + seconds * 1000);

const schedule = (word: string, dueAt: Date, key = word, name = 'tests.note') =>
  first.app
    .get(UnitOfWork)
    .run(brandId, () => first.app.get(Jobs).schedule({ brandId, name, key, payload: { word }, dueAt }));

const states = (key: string) =>
  first.database.query<{ state: string; tries: number }>('SELECT state, tries FROM jobs WHERE key = $1', [
    key,
  ]);

test('a job that is due runs once, however many nodes look', async () => {
  await Promise.all(Array.from({ length: 40 }, (_, i) => schedule(`job ${i}`, inSeconds(-1))));
  await until(() => ran.length >= 40);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([...ran].sort()).toEqual(Array.from({ length: 40 }, (_, i) => `job ${i}`).sort());
});

test('a job waits for its time, by the clock of the application', async () => {
  await schedule('tomorrow', inSeconds(86_400));
  first.app.get(Pump).turn();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(ran).toEqual([]);

  first.app.get(Clock).shift(86_401_000);
  first.app.get(Pump).turn();
  await until(() => ran.length > 0);
  first.app.get(Clock).release();
  expect(ran).toEqual(['tomorrow']);
});

test('the same name and key is moved, not doubled', async () => {
  await schedule('early', inSeconds(3600), 'one');
  await schedule('late', inSeconds(-1), 'one');
  await until(() => ran.length > 0);
  expect(ran).toEqual(['late']);
  expect(await states('one')).toEqual([{ state: 'done', tries: 1 }]);
});

test('a cancelled job does not run', async () => {
  await schedule('never', inSeconds(1), 'cancelled');
  const cancelled = await first.app
    .get(UnitOfWork)
    .run(brandId, () => first.app.get(Jobs).cancel(brandId, 'tests.note', 'cancelled'));
  expect(cancelled).toBe(true);
  first.app.get(Clock).shift(5000);
  first.app.get(Pump).turn();
  await new Promise((resolve) => setTimeout(resolve, 300));
  first.app.get(Clock).release();
  expect(ran).toEqual([]);
});

test('a job that always fails is kept as failed after its last try', async () => {
  await schedule('', inSeconds(-1), 'failing', 'tests.fail');
  await until(async () => (await states('failing'))[0]?.state === 'failed', 15_000);
  expect(ran).toEqual(['tried', 'tried']);
});

test('a failure that cannot be noted at once is noted as soon as the database is back', async () => {
  for (const { app } of [first, second]) {
    app.get(Jobs).handle(
      'tests.outage',
      () => {
        ran.push('tried');
        jest.spyOn(app.get(UnitOfWork), 'run').mockRejectedValueOnce(new Error('the database is away'));
        return Promise.reject(new Error('so nothing works'));
      },
      { slow: true, tries: 1 },
    );
  }
  await schedule('', inSeconds(-1), 'outage', 'tests.outage');
  await until(async () => (await states('outage'))[0]?.state === 'failed', 10_000);
  expect(ran).toEqual(['tried']);
});
