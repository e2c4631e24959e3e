import { DistributionModule } from '../../src/distribution/index.js';
import { Clock, newId } from '../../src/kernel/index.js';
import { Pump, Retention } from '../../src/platform/index.js';
import { startWorld, type World } from '../conversations/world.js';

const DAY = 24 * 3_600_000;

let world: World;
let clock: Clock;

beforeAll(async () => {
  world = await startWorld({}, DistributionModule);
  clock = world.get(Clock);
});
afterAll(() => world.close());

async function kept(days: number): Promise<void> {
  const at = new Date(clock.now().getTime() - days * DAY);
  const values = [world.brandId, newId(), at];
  await world.database.query(
    `INSERT INTO routing_records (brand_id, id, at, record) VALUES ($1, $2, $3, '{}')`,
    values,
  );
  for (const state of ['done', 'cancelled', 'failed'])
    await world.database.query(
      `INSERT INTO jobs (brand_id, id, name, key, payload, due_at, state, ended_at)
       VALUES ($1, gen_random_uuid(), $4, $2::uuid::text, '{}', $3, $4, $3)`,
      [...values, state],
    );
  await world.database.query(
    `INSERT INTO events (brand_id, id, name, actor_kind, pending, at) VALUES ($1, $2, 'kept', 'system', false, $3)`,
    values,
  );
  await world.database.query(
    `INSERT INTO event_receipts (brand_id, event_id, subscriber, at) VALUES ($1, $2, 'a test', $3)`,
    values,
  );
}

/** How many days ago each was, on the day that the test began. */
async function ages(sql: string, began: Date): Promise<number[]> {
  const rows = await world.database.query<{ at: Date }>(sql, [world.brandId]);
  return rows.map(({ at }) => Math.round((began.getTime() - at.getTime()) / DAY)).sort((a, b) => a - b);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 10_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('It never came to hold.');
    world.get(Pump).turn();
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

const nights = async () =>
  world.database.query<{ state: string; due_at: Date }>(
    `SELECT state, due_at FROM jobs WHERE brand_id = $1 AND name = 'retention.forget' ORDER BY due_at`,
    [world.brandId],
  );

test('every night what is old enough is forgotten, nothing else, and the next night is planned', async () => {
  // So that ids, which carry the machine's time, are older than what is kept, as they are in life.
  clock.freeze(new Date(Date.now() + 200 * DAY));
  const began = clock.now();
  for (const days of [1, 6, 8, 29, 31, 33, 89, 91]) await kept(days);
  await world.get(Retention).plan();
  await world.get(Retention).plan();
  const [night, ...others] = await nights();
  expect(others).toEqual([]);
  expect(
    night.due_at.toLocaleTimeString('en-GB', {
      timeZone: 'Europe/Paris',
      hour: '2-digit',
      minute: '2-digit',
    }),
  ).toBe('03:00');
  expect(night.due_at.getTime() - began.getTime()).toBeLessThanOrEqual(25 * 3_600_000);

  clock.freeze(night.due_at);
  await until(async () => (await nights()).length === 2);
  expect(await ages('SELECT at FROM routing_records WHERE brand_id = $1', began)).toEqual([1, 6, 8, 29]);
  const jobs = (state: string) =>
    ages(`SELECT ended_at AS at FROM jobs WHERE brand_id = $1 AND name = '${state}'`, began);
  expect(await jobs('done')).toEqual([1, 6]);
  expect(await jobs('cancelled')).toEqual([1, 6]);
  expect(await jobs('failed')).toEqual([1, 6, 8, 29, 31, 33, 89]);
  expect(await ages('SELECT at FROM event_receipts WHERE brand_id = $1', began)).toEqual([1, 6, 8, 29]);
  expect(await ages(`SELECT at FROM events WHERE brand_id = $1 AND name = 'kept'`, began)).toHaveLength(8);

  const [done, next] = await nights();
  expect(done.state).toBe('done');
  expect(next.due_at.getTime() - done.due_at.getTime()).toBeGreaterThanOrEqual(23 * 3_600_000);
});

test('more than a night can forget at once goes on at once', async () => {
  await world.database.query(
    `INSERT INTO routing_records (brand_id, id, at, record)
     SELECT $1, gen_random_uuid(), $2, '{}' FROM generate_series(1, 5001)`,
    [world.brandId, new Date(clock.now().getTime() - 40 * DAY)],
  );
  await world.database.query(
    `UPDATE routing_records SET id = ('00000000' || substr(id::text, 9))::uuid WHERE brand_id = $1 AND at < $2`,
    [world.brandId, new Date(clock.now().getTime() - 35 * DAY)],
  );
  const before = (await nights()).length;
  const next = (await nights()).at(-1);
  clock.freeze(next?.due_at ?? clock.now());
  await until(async () => (await nights()).length > before);
  clock.shift(2000);
  await until(async () => {
    const [{ left }] = await world.database.query<{ left: number }>(
      `SELECT count(*)::int AS left FROM routing_records WHERE brand_id = $1 AND at < $2`,
      [world.brandId, new Date(clock.now().getTime() - 31 * DAY)],
    );
    return left === 0;
  });
});
