import { readFile } from 'node:fs/promises';
import { Client } from 'pg';

const ROLES = new URL('../../migrations/roles.sql', import.meta.url);

/** Makes the database with the roles of the application, or brings an earlier one up to date. */
export async function setUpDatabase(
  url: (database: string) => string,
  database: string,
  passwords: Record<string, string>,
): Promise<void> {
  await connected(url('postgres'), async (client) => {
    const known = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (known.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  });
  await connected(url(database), async (client) => {
    await client.query(await readFile(ROLES, 'utf8'));
    for (const [role, password] of Object.entries(passwords)) {
      const { rows } = await client.query<{ statement: string }>(
        `SELECT format('ALTER ROLE %I PASSWORD %L', $1::text, $2::text) AS statement`,
        [role, password],
      );
      for (const { statement } of rows) await client.query(statement);
    }
  });
}

async function connected(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
