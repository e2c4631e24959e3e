import { resolve } from 'node:path';
import { realpath } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from './free-port.js';
import { postgresPrograms } from './postgres-binaries.js';
import { PostgresCluster } from './postgres-cluster.js';
import { postgresPasswords } from './postgres-secret.js';
import { setUpDatabase } from './postgres-setup.js';
import { isAbandoned, noteHome, postgresHome } from './postgres-user.js';
import { StartError } from './start-error.js';

export const EMBEDDED_DATABASE = 'causerie';
const DEFAULT_PORT = 5439;
const ATTEMPTS = 5;
/** How long a killed predecessor's connection may take to be noticed by the server. */
const HANDOVER = 3_000;

export interface EmbeddedPostgresOptions {
  /** The folder that this server belongs to; made if absent. */
  dataDir: string;
  /** The wanted port; the next free one is taken where it is not free. */
  port?: number;
  /** Lines of postgresql.conf, such as `{ fsync: 'off' }` for tests. */
  settings?: Record<string, string>;
}

/** A running server, held by this process alone until `stop()` or the end of the process. */
export interface EmbeddedPostgres {
  port: number;
  superuserUrl(database?: string): string;
  /** For migrations: owns the database, no superuser. */
  ownerUrl(database?: string): string;
  /** For the application: owns nothing. */
  appUrl(database?: string): string;
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL of the npm package on `dataDir`, or takes over one that a killed process left
 * running there, and makes sure of the database `causerie` and its roles.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const wished = resolve(options.dataDir);
  const home = await postgresHome(wished);
  const dataDir = await realpath(wished);
  const cluster = new PostgresCluster(home, await postgresPrograms(home));
  if (isAbandoned(home)) await cluster.remove();
  await noteHome(home);

  const passwordOf = await postgresPasswords(dataDir);
  await cluster.ensure('postgres', passwordOf('postgres'));
  const port = await running(cluster, options);
  const url =
    (role: string) =>
    (database = EMBEDDED_DATABASE) =>
      `postgresql://${role}:${passwordOf(role)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;

  const hold = await holdServer(url('postgres')('postgres'), dataDir);
  await setUpDatabase(url('postgres'), EMBEDDED_DATABASE, {
    causerie_owner: passwordOf('causerie_owner'),
    causerie_app: passwordOf('causerie_app'),
  });
  return {
    port,
    superuserUrl: url('postgres'),
    ownerUrl: url('causerie_owner'),
    appUrl: url('causerie_app'),
    async stop() {
      await hold.end().catch(() => undefined);
      await cluster.stop();
    },
  };
}

async function running(cluster: PostgresCluster, options: EmbeddedPostgresOptions): Promise<number> {
  let port = options.port ?? DEFAULT_PORT;
  for (let attempt = 1; ; attempt++) {
    const postmaster = await cluster.running();
    if (postmaster?.isReady) return postmaster.port;
    if (postmaster) await cluster.stop();
    port = await freePort(port);
    try {
      await cluster.start(port, options.settings ?? {});
    } catch (error) {
      // Somebody took the port, or started on the same folder, between our look and the start.
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

/**
 * Takes the lock that says which process this server works for. It lies in a connection, so that it is
 * free again as soon as that process is gone, however it went.
 */
async function holdServer(url: string, dataDir: string): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: 'causerie launcher' });
  client.on('error', () => undefined);
  await client.connect().catch((error: Error) => {
    throw new StartError(`The database in ${dataDir} is running, but refuses its password: ${error.message}`);
  });
  const patience = Date.now() + HANDOVER;
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock(1) AS held');
    if (rows[0]?.held) return client;
    if (Date.now() > patience) break;
    await sleep(100);
  }
  await client.end();
  throw new StartError(`Causerie is already running on ${dataDir}. Stop it first, or use another folder.`);
}
