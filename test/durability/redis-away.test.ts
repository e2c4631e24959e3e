import { Redis } from 'ioredis';
import { startApp, type TestApp } from '../support/app.js';
import { gather, type Crowd } from '../support/crowd.js';
import { demoDatabase, type DemoDatabase } from '../support/demo.js';
import { faultsOf } from '../support/history.js';
import { until } from '../support/platform.js';
import { startRedis, type TestRedis } from '../support/servers/redis.js';
import type { Talker } from '../support/talker.js';
import { atOnce } from '../support/time/at-once.js';

const PATIENCE = 30_000;

describe('two nodes on one database and Redis, the visitors on one and the members on the other', () => {
  let database: DemoDatabase;
  let redis: TestRedis;
  let first: TestApp;
  let second: TestApp;
  let crowd: Crowd;

  beforeAll(async () => {
    database = await demoDatabase();
    redis = await startRedis();
    first = await startApp({ databaseUrl: database.appUrl, redisUrl: redis.url });
    second = await startApp({ databaseUrl: database.appUrl, redisUrl: redis.url, like: first });
    crowd = await gather({ database, visitors: 4, visitorUrl: first.url, memberUrl: second.url });
  }, 180_000);

  afterAll(async () => {
    crowd?.close();
    await Promise.all([second?.stop(), first?.stop()]);
    await redis?.stop();
  });

  /** Sends by one, and waits until the other shows it, without asking the server. */
  const arrives = async (from: Talker, to: Talker) => {
    const [conversationId] = crowd.conversations;
    const { clientId } = await from.send(conversationId, `From ${from.name}`);
    await until(() => to.shows(conversationId, clientId), PATIENCE);
  };

  it('shows on one what was written on the other, both ways', async () => {
    const [visitor, member] = [crowd.visitors[0], crowd.members[0]];
    await atOnce(arrives(visitor, member));
    await atOnce(arrives(member, visitor));
  });

  it('shows what one could not tell the other while only its own way to Redis was cut', async () => {
    const cutter = new Redis(redis.url);
    await cutter.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    await arrives(crowd.visitors[0], crowd.members[0]);
    cutter.disconnect();
  });

  it('loses nothing while Redis is killed, and shows it without a reload', async () => {
    const [visitor, member] = [crowd.visitors[0], crowd.members[0]];
    const writing = crowd.write(60);
    await redis.kill();
    await writing;
    await arrives(visitor, member);
    await arrives(member, visitor);
  });

  it('speaks at once again when Redis is back, empty', async () => {
    const [visitor, member] = [crowd.visitors[0], crowd.members[0]];
    await redis.start();
    await redis.flush();
    // Each node finds Redis again in its own time.
    const reaches = (from: Talker, to: Talker) =>
      until(async () => {
        const [conversationId] = crowd.conversations;
        const { clientId } = await from.send(conversationId, 'Are you there?');
        return until(() => to.shows(conversationId, clientId), 1_000).catch(() => false);
      }, PATIENCE);
    await reaches(visitor, member);
    await reaches(member, visitor);
    await atOnce(arrives(visitor, member));
    await atOnce(arrives(member, visitor));
  });

  it('has nothing lost and nothing doubled after all of it, as everybody shows by themselves', async () => {
    await redis.flush();
    await crowd.write(60);
    const faults = async () => faultsOf(await crowd.historyAsShown());
    await until(async () => (await faults()).length === 0, PATIENCE).catch(() => undefined);
    expect(await faults()).toEqual([]);
  });

  it('goes on without the node that is paused, and with it when it is back', async () => {
    second.pause();
    const [, quick] = crowd.visitors;
    await quick.send(crowd.conversations[1], 'While the other node sleeps');
    await new Promise((resolve) => setTimeout(resolve, 16_000));
    await quick.send(crowd.conversations[1], 'And later');
    second.resume();
    await arrives(crowd.members[0], crowd.visitors[0]);
    expect(faultsOf(await crowd.history())).toEqual([]);
  });

  it('stops without failing a request, and its people come back to the one that follows', async () => {
    const member = crowd.members[1];
    const writing = crowd.write(40);
    const code = await second.stop();
    expect(`${code} ${second.output()}`).toBe('0 ');
    second = await startApp({
      databaseUrl: database.appUrl,
      redisUrl: redis.url,
      like: first,
      port: second.port,
    });
    await writing;
    await until(() => member.socket.connected, PATIENCE);
    expect(faultsOf(await crowd.history())).toEqual([]);
  });
});
