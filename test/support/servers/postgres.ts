import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Client, Pool, type QueryResultRow } from 'pg';
import { databaseFunctions, searchPathOf } from '../../../src/platform/database/functions.js';

/** Migrated once a run, by the global setup. */
export const EMPTY = 'template_of_tests';

/** A migrated database of one test file; the worker's next file drops it. */
export interface TestDatabase {
  name: string;
  /** The application's role: row-level security holds. */
  appUrl: string;
  /** The role that migrates; row-level security holds for it too. */
  ownerUrl: string;
  /** Passes every policy: for looking at what is really there. */
  superuserUrl: string;
  /** One statement as the superuser, which sees every brand. */
  query<Row extends QueryResultRow = QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
}

/** A test calls the functions that the application calls. */
export const SEARCH_PATH = searchPathOf(
  databaseFunctions(join(import.meta.dirname, '..', '..', '..', 'migrations')),
);

/** The test file that this worker made databases for last. */
let lastFile: string | undefined;

/** A copy of the migrated template, empty, or of another one, in some 50 ms. */
export async function freshDatabase(template = EMPTY): Promise<TestDatabase> {
  const urls = serverUrls();
  const mine = `test_${process.env.JEST_WORKER_ID ?? '1'}_`;
  const name = mine + randomUUID().slice(0, 8);
  await connected(urls('superuser', 'postgres'), async (client) => {
    const { testPath } = expect.getState();
    if (testPath !== lastFile) await dropAll(client, mine);
    lastFile = testPath;
    await client.query(`CREATE DATABASE "${name}" TEMPLATE ${template} OWNER causerie_owner`);
  });
  return databaseCalled(name);
}

/**
 * A template that one test file makes for all of the run: copied from the empty one and filled by the first that
 * asks, whole or not at all.
 */
export async function templateFilledBy(
  name: string,
  fill: (database: TestDatabase) => Promise<void>,
): Promise<string> {
  const making = `${name}_in_the_making`;
  await connected(serverUrls()('superuser', 'postgres'), async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount) return;
    await client.query(`DROP DATABASE IF EXISTS "${making}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE "${making}" TEMPLATE ${EMPTY} OWNER causerie_owner`);
    await fill(databaseCalled(making));
    await client.query(`ALTER DATABASE "${making}" RENAME TO "${name}"`);
  });
  return name;
}

function databaseCalled(name: string): TestDatabase {
  const urls = serverUrls();
  const superuserUrl = `${urls('superuser', name)}?options=-c%20search_path%3D${SEARCH_PATH}`;
  const pool = new Pool({
    connectionString: superuserUrl,
    max: 4,
    idleTimeoutMillis: 2_000,
    allowExitOnIdle: true,
  });
  pool.on('error', () => undefined);
  return {
    name,
    appUrl: urls('app', name),
    ownerUrl: urls('owner', name),
    superuserUrl,
    query: async <Row extends QueryResultRow>(sql: string, values: unknown[] = []) =>
      (await pool.query<Row>(sql, values)).rows,
  };
}

/** Runs the work on a connection of its own and closes it. */
export async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function serverUrls(): (role: 'superuser' | 'owner' | 'app', database: string) => string {
  const server = process.env.TEST_POSTGRES;
  if (!server)
    throw new Error('There is no server: files under test/ run with the global setup of package.json.');
  const urls = JSON.parse(server) as Record<string, string>;
  return (role, database) => urls[role].replace(/DATABASE$/, database);
}

async function dropAll(client: Client, prefix: string): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
    [prefix],
  );
  for (const { datname } of rows) await client.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
}
