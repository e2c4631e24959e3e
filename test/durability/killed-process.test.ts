import { setTimeout as sleep } from 'node:timers/promises';
import { startApp, type TestApp } from '../support/app.js';
import { gather, type Crowd } from '../support/crowd.js';
import { demoDatabase, type DemoDatabase } from '../support/demo.js';
import { faultsOf } from '../support/history.js';
import { until } from '../support/platform.js';

const MESSAGES = 500;
const VISITORS = 20;

describe('a process that is killed in the middle of sending', () => {
  let database: DemoDatabase;
  let app: TestApp;
  let crowd: Crowd;

  beforeAll(async () => {
    database = await demoDatabase();
    app = await startApp({ databaseUrl: database.appUrl });
    crowd = await gather({ database, visitors: VISITORS, visitorUrl: app.url, memberUrl: app.url });
  });

  afterAll(async () => {
    crowd?.close();
    await app?.stop();
  });

  it('has lost nothing and doubled nothing when it is started again', async () => {
    const before = crowd.acknowledged();
    const writing = crowd.write(MESSAGES);
    await until(() => crowd.acknowledged() > before + MESSAGES / 5, 20_000);
    await app.kill();
    expect(crowd.acknowledged()).toBeLessThan(before + MESSAGES);
    await sleep(300);
    app = await startApp({ databaseUrl: database.appUrl, like: app, port: app.port });

    await writing;
    expect(crowd.acknowledged()).toBe(before + MESSAGES);
    const history = await crowd.history();
    expect(faultsOf(history)).toEqual([]);
    const written = history.kept.filter(({ by }) => by === 'visitor' || by === 'member');
    expect(written).toHaveLength(MESSAGES + VISITORS);
  });
});
