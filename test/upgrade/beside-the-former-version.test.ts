import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { databaseFunctions } from '../../src/platform/database/functions.js';
import { migrate } from '../../src/platform/index.js';
import { ROOT, startApp, type TestApp } from '../support/app.js';
import { gather } from '../support/crowd.js';
import { demoDatabase, type DemoDatabase } from '../support/demo.js';
import { faultsOf } from '../support/history.js';
import { startRedis, type TestRedis } from '../support/servers/redis.js';
import { formerVersion } from './former-version.js';

const VISITORS = 6;
const MESSAGES = 120;

let database: DemoDatabase;
let redis: TestRedis;
let former: TestApp;
let present: TestApp;

beforeAll(async () => {
  const root = await formerVersion();
  database = await demoDatabase();
  redis = await startRedis();
  await migrated(root);
  await migrate(database.ownerUrl, join(ROOT, 'migrations'));
  const shared = { databaseUrl: database.appUrl, redisUrl: redis.url };
  former = await startApp({ ...shared, root });
  present = await startApp({ ...shared, like: former });
}, 180_000);

afterAll(async () => {
  await present?.stop();
  await former?.stop();
  await redis?.stop();
});

/** As an operator does it with that version. */
async function migrated(root: string): Promise<void> {
  await promisify(execFile)(process.execPath, ['dist/start/migrate.js'], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', MIGRATION_DATABASE_URL: database.ownerUrl },
  });
}

const sides = {
  'visitors at a node of the former version, members at one of this': () => [former, present],
  'members at a node of the former version, visitors at one of this': () => [present, former],
};

it.each(Object.entries(sides))('lets them talk, and loses nothing: %s', async (_, nodes) => {
  const [visitorUrl, memberUrl] = nodes().map(({ url }) => url);
  const crowd = await gather({ database, visitors: VISITORS, visitorUrl, memberUrl });
  const before = crowd.acknowledged();
  await crowd.write(MESSAGES);
  expect(crowd.acknowledged()).toBe(before + MESSAGES);
  expect(faultsOf(await crowd.history())).toEqual([]);
  crowd.close();
});

it('keeps the functions of both versions, and no more', async () => {
  const schemas = () =>
    database.query<{ name: string }>(
      `SELECT DISTINCT n.nspname AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE p.proname = 'post_messages'`,
    );
  const kept = await schemas();
  const versions = [await formerVersion(), ROOT].map(
    (folder) => databaseFunctions(join(folder, 'migrations')).schema,
  );
  // One where nothing about the functions has changed in between.
  expect(kept.map(({ name }) => name).sort()).toEqual([...new Set(versions)].sort());
  await migrate(database.ownerUrl, join(ROOT, 'migrations'));
  expect(await schemas()).toEqual(kept);
});
