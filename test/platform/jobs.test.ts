import { jest } from '@jest/globals';
import { Clock, newId } from '../../src/kernel/index.js';
import { Jobs, NodeIdentity, Pump, Statements, UnitOfWork } from '../../src/platform/index.js';
import { Wakeup } from '../../src/platform/database/wakeup.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { InProcessQueue } from '../../src/platform/jobs/slow-queue.js';
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

beforeEach(async () => {
  await first.database.query('DELETE FROM jobs');
  ran.splice(0);
});

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

test('jobs of a suspended brand wait, those in work too, and lose no try by it', async () => {
  const setState = (state: string) =>
    first.database.query('UPDATE brands SET state = $2 WHERE id = $1', [brandId, state]);
  for (const { app } of [first, second]) {
    app.get(Jobs).handle(
      'tests.caught',
      () => {
        ran.push('caught');
        return Promise.resolve();
      },
      { prepare: async () => void (await setState('suspended')), slow: true, tries: 1 },
    );
  }
  await schedule('', inSeconds(-1), 'caught', 'tests.caught');
  await until(async () => (await states('caught'))[0]?.tries === 0 && (await isSuspended()));
  await first.database.query(
    `INSERT INTO jobs (brand_id, id, name, key, payload, due_at) VALUES ($1, $2, 'tests.note', 'waits', '{"word":"waits"}', $3)`,
    [brandId, newId(), inSeconds(-1)],
  );
  for (const { app } of [first, second]) {
    app.get(Pump).turn();
    await app.get(Pump).idle();
    app
      .get(Jobs)
      .handle('tests.caught', () => Promise.resolve(void ran.push('caught')), { slow: true, tries: 1 });
  }
  expect(ran).toEqual([]);
  expect([await states('caught'), await states('waits')]).toEqual([
    [{ state: 'due', tries: 0 }],
    [{ state: 'due', tries: 0 }],
  ]);
  await setState('active');
  await until(() => ran.length === 2);
  expect(ran.sort()).toEqual(['caught', 'waits']);
});

async function isSuspended(): Promise<boolean> {
  const [brand] = await first.database.query<{ state: string }>('SELECT state FROM brands WHERE id = $1', [
    brandId,
  ]);
  return brand?.state === 'suspended';
}

test('jobs that somebody took and was never heard of again come after all others, and one at a time', async () => {
  for (const word of ['lost twice', 'lost', 'fresh']) await schedule(word, inSeconds(3600), word);
  // Due so soon that this test takes them, and no process that looks for itself.
  const soon = inSeconds(0.8);
  await first.database.query(
    `UPDATE jobs SET due_at = $1, tries = CASE key WHEN 'lost' THEN 1 ELSE 2 END, lease_until = $2
     WHERE key LIKE 'lost%'`,
    [soon, inSeconds(-3600)],
  );
  const claim = () =>
    first.app
      .get(Statements)
      .query<{ key: string }>('SELECT key FROM claim_jobs($1, $2, $3, 50, 1, $4)', [
        newId(),
        inSeconds(1),
        inSeconds(9),
        first.app.get(Jobs).names({ quickOnly: false }),
      ])
      .then((rows) => rows.map(({ key }) => key));
  await first.database.query(`UPDATE jobs SET due_at = $1 WHERE key = 'fresh'`, [soon]);
  const claims = [await claim(), await claim(), await claim()];
  expect(claims).toEqual([['fresh', 'lost'], ['lost twice'], []]);
});

test('a job that only another version knows is left to it, and given back where it was handed out by one', async () => {
  await schedule('', inSeconds(-1), 'of tomorrow', 'tests.of_tomorrow');
  const [job] = await first.database.query<{ id: string; brand_id: string }>(
    `SELECT id, brand_id FROM jobs WHERE key = 'of tomorrow'`,
  );
  await schedule('known', inSeconds(-1), 'of today');
  await until(async () => (await states('of today'))[0]?.state === 'done', 10_000);
  expect(await states('of tomorrow')).toMatchObject([{ state: 'due', tries: 0 }]);
  await first.database.query(
    `UPDATE jobs SET tries = 1, lease_until = now() + interval '1 minute' WHERE id = $1`,
    [job.id],
  );
  const { id, brand_id: brandId } = job;
  const handedOut = { id, brandId, name: 'tests.of_tomorrow', key: 'of tomorrow', payload: {}, tries: 1 };
  await first.app.get(JobRunner).perform(handedOut);
  expect(await states('of tomorrow')).toMatchObject([{ state: 'due', tries: 0 }]);
});

test('a process that has just started leaves such jobs alone at first', async () => {
  await schedule('lost', inSeconds(3600), 'lost at a start');
  await first.database.query(
    `UPDATE jobs SET due_at = $1, tries = 1, lease_until = $1 WHERE key = 'lost at a start'`,
    [inSeconds(-60)],
  );
  const runner = () =>
    new JobRunner(
      first.app.get(Jobs),
      first.app.get(Statements),
      first.app.get(UnitOfWork),
      first.app.get(Clock),
      first.app.get(NodeIdentity),
      new InProcessQueue(),
      first.app.get(Wakeup),
    );
  expect(await runner().runDue()).toBe(0);
});

test('the pump goes on while slow jobs take their time, and takes no more of them than it can carry', async () => {
  let open = () => undefined as void;
  const door = new Promise<void>((resolve) => (open = resolve));
  for (const { app } of [first, second]) {
    app.get(Jobs).handle(
      'tests.slow',
      async ({ word }: { word: string }) => {
        await door;
        ran.push(word);
      },
      { slow: true },
    );
  }
  for (let at = 0; at < 8; at += 1) await schedule(`slow ${at}`, inSeconds(-1), `slow ${at}`, 'tests.slow');
  await until(async () => {
    const [{ count }] = await first.database.query<{ count: string }>(
      `SELECT count(*) FROM jobs WHERE name = 'tests.slow' AND lease_until IS NOT NULL`,
    );
    return Number(count) >= 4;
  });
  await schedule('quick', inSeconds(-1));
  await until(() => ran.includes('quick'));
  expect(ran).toEqual(['quick']);
  open();
  await until(() => ran.length === 9);
});
