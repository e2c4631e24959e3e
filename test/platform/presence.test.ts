import { Clock, newId } from '../../src/kernel/index.js';
import { GRACE_MS, Presence, type Person, UnitOfWork } from '../../src/platform/index.js';
import { startPlatform, until, type TestPlatform } from '../support/platform.js';

let platform: TestPlatform;
let presence: Presence;
let brandId: string;
const gone: string[] = [];

beforeAll(async () => {
  platform = await startPlatform();
  presence = platform.app.get(Presence);
  brandId = await platform.brand();
  presence.onGone((person) => {
    gone.push(person.personId);
    return Promise.resolve();
  });
});

afterAll(() => platform.close());

const visitor = (): Person => ({ brandId, side: 'visitor', personId: newId() });
const isOnline = async ({ personId }: Person) =>
  (await platform.app.get(UnitOfWork).run(brandId, () => presence.online('visitor', [personId]))).has(
    personId,
  );

test('a person is online while any connection lives', async () => {
  const person = visitor();
  const first = await presence.arrive(person);
  const second = await presence.arrive(person);
  await presence.leave(first);
  expect(await isOnline(person)).toBe(true);
  await presence.leave(second);
  expect(await isOnline(person)).toBe(false);
});

test('a person counts as gone a minute after the last connection, not before', async () => {
  const person = visitor();
  await presence.leave(await presence.arrive(person));
  await new Promise((resolve) => setTimeout(resolve, 1200));
  expect(gone).not.toContain(person.personId);

  platform.app.get(Clock).shift(GRACE_MS);
  await until(() => gone.includes(person.personId));
  platform.app.get(Clock).release();
});

test('the minute is a minute: who left 55 seconds ago is still expected', async () => {
  const person = visitor();
  const clock = platform.app.get(Clock);
  await presence.leave(await presence.arrive(person));
  clock.shift(55_000);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(gone).not.toContain(person.personId);
  clock.shift(6_000);
  await until(() => gone.includes(person.personId));
  clock.release();
});

test('a person who comes back within the minute was never gone', async () => {
  const person = visitor();
  await presence.leave(await presence.arrive(person));
  await presence.arrive(person);
  platform.app.get(Clock).shift(GRACE_MS);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  platform.app.get(Clock).release();
  expect(gone).not.toContain(person.personId);
});

test('the connections of a node that died are taken away by another', async () => {
  const person = visitor();
  await platform.database.query(
    `INSERT INTO connections (brand_id, id, node_id, side, person_id, connected_at)
     VALUES ($1, gen_random_uuid(), gen_random_uuid(), 'visitor', $2, '2026-01-01')`,
    [brandId, person.personId],
  );
  await until(async () => !(await isOnline(person)), 10_000);
});

test('connections that Postgres lost are written again', async () => {
  const person = visitor();
  await presence.arrive(person);
  await platform.database.query('TRUNCATE connections');
  await until(() => isOnline(person), 10_000);
});
