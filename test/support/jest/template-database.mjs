import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const MIGRATIONS = join(ROOT, 'migrations');
export const TEMPLATE = 'template_of_tests';

/** Drops what an earlier run left, and makes the migrated database that `freshDatabase()` copies. */
export async function makeTemplate(server) {
  await connected(server.superuserUrl('postgres'), async (client) => {
    const { rows } = await client.query(
      `SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%' OR datname LIKE 'template\\_of\\_%'`,
    );
    for (const { datname } of rows) await client.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${TEMPLATE}`);
  });
  await connected(server.superuserUrl(TEMPLATE), async (client) => {
    await client.query(await readFile(join(MIGRATIONS, 'roles.sql'), 'utf8'));
  });
  const { migrate } = await import(pathToFileURL(join(ROOT, 'dist/platform/database/migrate.js')).href);
  await migrate(server.ownerUrl(TEMPLATE), MIGRATIONS);
}

async function connected(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
