import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { EMBEDDED_DATABASE } from './embedded-postgres.js';
import { postgresPrograms } from './postgres-binaries.js';
import { PostgresCluster } from './postgres-cluster.js';
import { postgresPasswords } from './postgres-secret.js';
import { postgresHome } from './postgres-user.js';

/** The application's address of the embedded server that somebody else has started on `dataDir`; null where none runs. */
export async function runningPostgresUrl(dataDir: string): Promise<string | null> {
  if (!existsSync(dataDir)) return null;
  const home = await postgresHome(dataDir);
  const cluster = new PostgresCluster(home, await postgresPrograms(home));
  const postmaster = await cluster.running();
  if (!postmaster?.isReady) return null;
  const passwordOf = await postgresPasswords(await realpath(dataDir));
  return `postgresql://causerie_app:${passwordOf('causerie_app')}@127.0.0.1:${postmaster.port}/${EMBEDDED_DATABASE}`;
}
