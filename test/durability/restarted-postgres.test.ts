import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/start/embedded-postgres.js';
import { startApp, type TestApp } from '../support/app.js';
import { gather, type Crowd } from '../support/crowd.js';
import { demoDatabaseAt, type DemoDatabase } from '../support/demo.js';
import { freePort } from '../support/servers/free-port.js';
import { faultsOf } from '../support/history.js';
import { until } from '../support/platform.js';

const MESSAGES = 200;

describe('a database that restarts in the middle of sending', () => {
  let dataDir: string;
  let port: number;
  let postgres: EmbeddedPostgres;
  let database: DemoDatabase;
  let app: TestApp;
  let crowd: Crowd;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'causerie-restart-'));
    port = await freePort();
    postgres = await startEmbeddedPostgres({ dataDir, port });
    database = await demoDatabaseAt(postgres);
    app = await startApp({ databaseUrl: database.appUrl });
    crowd = await gather({ database, visitors: 12, visitorUrl: app.url, memberUrl: app.url });
  });

  afterAll(async () => {
    crowd?.close();
    await app?.stop();
    await postgres?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('loses nothing, and the same process goes on', async () => {
    const before = crowd.acknowledged();
    const writing = crowd.write(MESSAGES);
    await until(() => crowd.acknowledged() > before + MESSAGES / 5, 20_000);
    await postgres.stop();
    await sleep(1_000);
    postgres = await startEmbeddedPostgres({ dataDir, port });
    expect(postgres.port).toBe(port);

    await writing;
    expect(faultsOf(await crowd.history())).toEqual([]);
    const ready = await fetch(`${app.url}/health/ready`);
    expect(ready.status).toBe(200);
  });
});
