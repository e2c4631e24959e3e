import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../../dist/platform/database/migrate.js';
import { startEmbeddedPostgres } from '../../../dist/start/embedded-postgres.js';
import { cpuOfFamily, parentOf } from './measure.mjs';

export const ROOT = join(import.meta.dirname, '..', '..', '..');

/** A real Postgres with its default durability on a folder that is thrown away. */
export async function startDatabase() {
  const base = join(ROOT, '.data', 'bench');
  await mkdir(base, { recursive: true });
  const folder = await mkdtemp(join(base, 'postgres-'));
  const server = await startEmbeddedPostgres({
    dataDir: folder,
    port: 16_400 + Math.floor(Math.random() * 500),
    settings: { max_connections: '200' },
  });
  await migrate(server.ownerUrl(), join(ROOT, 'migrations'));
  const superuser = new pg.Pool({ connectionString: server.superuserUrl(), max: 2 });
  superuser.on('error', () => undefined);
  await superuser.query('CREATE DATABASE floor');
  const { rows } = await superuser.query('SELECT pg_backend_pid() AS pid');
  const postmaster = parentOf(rows[0].pid);
  const ended = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return {
    appUrl: server.appUrl(),
    floorUrl: server.superuserUrl('floor'),
    cpu: () => cpuOfFamily(postmaster),
    /** As the superuser, who passes every policy. */
    query: async (sql, values) => (await superuser.query(sql, values)).rows,
    /** Rows as objects, in few statements. */
    insert: (table, rows) => insert(superuser, table, rows),
    async stop() {
      await superuser.end();
      await ended();
    },
    /** Also in the midst of a statement. */
    kill: ended,
  };
}

async function insert(pool, table, rows) {
  for (let at = 0; at < rows.length; at += 5000) {
    const part = rows.slice(at, at + 5000);
    const columns = Object.keys(part[0]).join(', ');
    await pool.query(
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1)`,
      [JSON.stringify(part)],
    );
  }
}

export const id = () => randomUUID();
