import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap, type RunningApp } from '../../src/main.js';
import { SECRET_KEY } from './app.js';
import { demoDatabase, type DemoDatabase } from './demo.js';
import { freePort } from './servers/free-port.js';

/** The whole application in this process, listening, with both demo brands. */
export interface RunningDemo {
  url: string;
  app: RunningApp['app'];
  database: DemoDatabase;
  close(): Promise<void>;
}

export async function startDemo(env: Record<string, string> = {}): Promise<RunningDemo> {
  const database = await demoDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'causerie-demo-'));
  const running = await bootstrap({
    NODE_ENV: 'test',
    PORT: String(await freePort()),
    DATABASE_URL: database.appUrl,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'fatal',
    SECRET_KEY,
    NETWORK_PACE: '1000',
    ...env,
  });
  return {
    url: running.url,
    app: running.app,
    database,
    async close() {
      await running.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
