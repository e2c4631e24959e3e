import { Statements, UnitOfWork } from '../../src/platform/index.js';
import { startPlatform, type TestPlatform } from '../support/platform.js';

let platform: TestPlatform;
let work: UnitOfWork;
let brandId: string;
let otherBrandId: string;

beforeAll(async () => {
  platform = await startPlatform();
  work = platform.app.get(UnitOfWork);
  brandId = await platform.brand();
  otherBrandId = await platform.brand();
});

afterAll(() => platform.close());

const insertGroup = (id: string, name = id) =>
  work.query(`INSERT INTO groups (brand_id, id, name, created_at) VALUES ($1, $2, $3, '2026-01-01')`, [
    work.brandId,
    id,
    name,
  ]);

const groupNames = () => work.query<{ name: string }>('SELECT name FROM groups ORDER BY name');

test('a query without a WHERE sees one brand only', async () => {
  await work.run(brandId, () => insertGroup(crypto.randomUUID(), 'Ours'));
  await work.run(otherBrandId, () => insertGroup(crypto.randomUUID(), 'Theirs'));

  expect(await work.run(brandId, groupNames)).toEqual([{ name: 'Ours' }]);
  expect(await work.run(otherBrandId, groupNames)).toEqual([{ name: 'Theirs' }]);
});

test('a row of another brand cannot be written', async () => {
  await expect(
    work.run(brandId, () =>
      work.query(
        `INSERT INTO groups (brand_id, id, name, created_at) VALUES ($1, gen_random_uuid(), 'X', '2026-01-01')`,
        [otherBrandId],
      ),
    ),
  ).rejects.toThrow('row-level security');
});

test("a tenant's table outside of a scope throws instead of showing nothing", async () => {
  await expect(platform.app.get(Statements).query('SELECT * FROM groups')).rejects.toThrow();
  await expect(work.query('SELECT 1')).rejects.toThrow('within a unit of work only');
});

test('the scope does not stay on the connection after the transaction', async () => {
  await work.run(brandId, () => work.query('SELECT 1'));
  for (let i = 0; i < 20; i += 1) {
    await expect(platform.app.get(Statements).query('SELECT * FROM groups')).rejects.toThrow();
  }
});

test('a statement that always gives one row gives it, and throws where it gives none', async () => {
  await work.run(brandId, async () => {
    expect(await work.one('SELECT 1 AS found')).toEqual({ found: 1 });
    await expect(work.one('SELECT id FROM groups WHERE false')).rejects.toThrow('gave none');
  });
});

test('a verb called inside joins, and another brand inside throws', async () => {
  await work.run(brandId, async () => {
    const [outer] = await work.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id');
    const [inner] = await work.run(brandId, () =>
      work.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id'),
    );
    expect(inner).toEqual(outer);
    await expect(work.run(otherBrandId, () => work.query('SELECT 1'))).rejects.toThrow('another brand');
  });
});

test('a failure undoes everything and after-commit callbacks do not run', async () => {
  const called: string[] = [];
  const id = crypto.randomUUID();
  await expect(
    work.run(brandId, async () => {
      work.afterCommit(() => void called.push('never'));
      await insertGroup(id);
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');

  const found = await work.run(brandId, () => work.query('SELECT 1 FROM groups WHERE id = $1', [id]));
  expect(found).toEqual([]);
  expect(called).toEqual([]);
});

test('after-commit callbacks see what was committed', async () => {
  const id = crypto.randomUUID();
  let seen: unknown;
  await work.run(brandId, async () => {
    await insertGroup(id);
    work.afterCommit(async () => {
      seen = await work.run(brandId, () => work.query('SELECT name FROM groups WHERE id = $1', [id]));
    });
  });
  expect(seen).toEqual([{ name: id }]);
});

test('what fails after the commit neither undoes nor repeats what is committed', async () => {
  const deadlock = Object.assign(new Error('somebody was faster'), { code: '40P01' });
  let times = 0;
  await work.run(brandId, async () => {
    times += 1;
    await insertGroup(crypto.randomUUID());
    work.afterCommit(() => Promise.reject(deadlock));
  });
  expect(times).toBe(1);
});

test('work left over after the end throws', async () => {
  let leftOver: (() => Promise<unknown>) | undefined;
  await work.run(brandId, async () => {
    const later = new Promise<void>((resolve) => setTimeout(resolve, 30));
    leftOver = () => later.then(() => work.query('SELECT 1'));
    leftOver = (
      (promise) => () =>
        promise
    )(leftOver().catch((error: Error) => error.message));
    await work.query('SELECT 1');
  });
  expect(await leftOver?.()).toContain('has ended');
});

test('two queries at a time throw, for they share one connection', async () => {
  await work.run(brandId, async () => {
    const first = work.query('SELECT 1');
    await expect(work.query('SELECT 2')).rejects.toThrow('one by one');
    await first;
  });
});

test('a deadlock is tried again until both are through', async () => {
  const [a, b] = [crypto.randomUUID(), crypto.randomUUID()];
  await work.run(brandId, async () => {
    await insertGroup(a);
    await insertGroup(b);
  });
  const rename = (first: string, second: string) =>
    work.run(brandId, async () => {
      await work.query('UPDATE groups SET name = name WHERE id = $1', [first]);
      await new Promise((resolve) => setTimeout(resolve, 50));
      await work.query('UPDATE groups SET name = name WHERE id = $1', [second]);
      return 'through';
    });
  expect(await Promise.all([rename(a, b), rename(b, a)])).toEqual(['through', 'through']);
});

test('in a suspended brand nothing is written but what is meant for it, and all is read', async () => {
  const setState = (state: string) =>
    platform.database.query('UPDATE brands SET state = $2 WHERE id = $1', [brandId, state]);
  await setState('suspended');
  const write = () => insertGroup(crypto.randomUUID(), 'While suspended');
  const refused = { kind: 'forbidden', code: 'brand_suspended' };
  await expect(work.run(brandId, write)).rejects.toMatchObject(refused);
  await expect(
    work.run(brandId, () => work.query('SELECT 1 FROM groups WHERE brand_id = $1 FOR UPDATE', [brandId])),
  ).rejects.toMatchObject(refused);
  expect(await work.run(brandId, groupNames)).not.toContainEqual({ name: 'While suspended' });
  await work.run(otherBrandId, () => insertGroup(crypto.randomUUID(), 'Of the other'));
  await work.run(brandId, () => insertGroup(crypto.randomUUID(), 'Meant'), { whileSuspended: true });
  await setState('active');
  await work.run(brandId, write);
  expect(await work.run(brandId, groupNames)).toEqual(
    expect.arrayContaining([{ name: 'Meant' }, { name: 'While suspended' }]),
  );
});
