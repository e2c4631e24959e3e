import { bootstrap, type RunningApp } from '../../src/main.js';
import { SECRET_KEY } from './app.js';
import { freePort } from './servers/free-port.js';
import type { TestDatabase } from './servers/postgres.js';

/** The whole application in the process of the tests. */
export async function startApplication(
  database: TestDatabase,
  env: Record<string, string> = {},
): Promise<RunningApp> {
  return bootstrap({
    NODE_ENV: 'test',
    PORT: String(await freePort()),
    DATABASE_URL: database.appUrl,
    SECRET_KEY,
    NETWORK_PACE: '1000',
    LOG_LEVEL: 'silent',
    ...env,
  });
}
