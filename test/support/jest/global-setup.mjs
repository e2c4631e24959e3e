// Once a run: a PostgreSQL of its own, migrated once into the database that every test file gets a copy of.
import { existsSync } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { npm, run } from '../run-command.mjs';
import { makeTemplate } from './template-database.mjs';

const ROOT = join(import.meta.dirname, '..', '..', '..');
/** Several runs in one folder at the same time get a server each. */
const SERVERS = 4;
const FIRST_PORT = 5540;
/** Nothing of a test outlives a crash of the machine, so nothing waits for the disk. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  shared_buffers: '128MB',
  autovacuum_naptime: '10s',
};

export default async function setUp() {
  await buildWhereStale();
  const server = await startedServer();
  globalThis.causeriePostgres = server;
  process.env.NODE_ENV = 'test';
  process.env.TEST_POSTGRES = JSON.stringify({
    superuser: server.superuserUrl('DATABASE'),
    owner: server.ownerUrl('DATABASE'),
    app: server.appUrl('DATABASE'),
  });
  await makeTemplate(server);
}

async function startedServer() {
  const { startEmbeddedPostgres } = await import(
    pathToFileURL(join(ROOT, 'dist/start/embedded-postgres.js')).href
  );
  await mkdir(join(ROOT, '.data', 'test'), { recursive: true });
  for (let place = 1; ; place++) {
    const dataDir = join(ROOT, '.data', 'test', `postgres-${place}`);
    try {
      return await startEmbeddedPostgres({ dataDir, port: FIRST_PORT + place * 20, settings: SETTINGS });
    } catch (error) {
      if (place === SERVERS || !/already running/.test(String(error))) throw error;
    }
  }
}

/** `npm test` has just built; who runs jest by hand gets a build when a source is younger than the last one. */
async function buildWhereStale() {
  const built = join(ROOT, 'dist', '.tsbuildinfo');
  const builtAt = existsSync(built) ? (await stat(built)).mtimeMs : 0;
  if ((await youngest(join(ROOT, 'src'))) <= builtAt) return;
  const done = await run(npm(), ['run', 'build', '--silent'], { cwd: ROOT });
  if (done.code !== 0) process.stderr.write(`${done.output}\nThe build has errors; testing what it made.\n`);
}

async function youngest(folder) {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const times = files
    .filter((file) => file.isFile())
    .map(async (file) => (await stat(join(file.parentPath, file.name))).mtimeMs);
  return Math.max(0, ...(await Promise.all(times)));
}
