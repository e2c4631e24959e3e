import { newId } from '../../src/kernel/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { gather, type Crowd } from '../support/crowd.js';
import { demoDatabase, type DemoDatabase } from '../support/demo.js';
import { until } from '../support/platform.js';
import { SmtpSink } from '../support/servers/smtp-sink.js';

const VISITORS = 12;
/** As many mails are on their way at once as there are connections to the mail server. */
const CONNECTIONS = 4;
const MINUTE = 60_000;

describe('a process that is killed between the yes of the mail server and its own record of it', () => {
  let database: DemoDatabase;
  let sink: SmtpSink;
  let app: TestApp;
  let crowd: Crowd;

  beforeAll(async () => {
    database = await demoDatabase();
    sink = await SmtpSink.start();
    app = await startApp({ databaseUrl: database.appUrl, env: { SMTP_URL: sink.url } });
    crowd = await gather({ database, visitors: VISITORS, visitorUrl: app.url, memberUrl: app.url });
  });

  afterAll(async () => {
    crowd?.close();
    await app?.stop();
    await sink?.leave();
  });

  const records = () =>
    database.query<{ recipient: string; state: string; messageId: string }>(
      `SELECT recipient, state, provider_id AS "messageId" FROM notifications WHERE conversation_id = ANY ($1)`,
      [crowd.conversations],
    );
  const letTimePass = (minutes: number) => app.setClock(new Date(Date.now() + minutes * MINUTE));
  /** The process is gone, and the database has noticed. */
  const isForgotten = async () => {
    const [{ count }] = await database.query<{ count: string }>(
      `SELECT count(*) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()`,
      [database.name],
    );
    return count === '0';
  };
  const numbersOf = (address: string) => sink.to(address).map(({ header }) => header('message-id'));

  it('sends every mail, and twice only what was on its way, under the same number', async () => {
    const addresses = new Map(crowd.conversations.map((id) => [id, `${newId()}@example.org`]));
    for (const [id, email] of addresses)
      await database.query(
        'UPDATE visitors SET email = $2 WHERE id = (SELECT visitor_id FROM conversations WHERE id = $1)',
        [id, email],
      );
    await Promise.all(crowd.conversations.map((id) => crowd.members[0].send(id, 'Here is your answer.')));
    crowd.close();

    sink.beforeAnswer = () => {
      if (sink.mails.length >= VISITORS / 2) app.pause();
    };
    await letTimePass(10);
    await until(() => sink.mails.length >= VISITORS / 2, 30_000);
    await app.kill();
    await until(isForgotten);
    const taken = new Set(sink.mails.map(({ to }) => to));
    const recorded = (await records()).filter(({ state }) => state === 'sent');
    const onTheirWay = [...taken].filter((to) => !recorded.some(({ recipient }) => recipient === to));
    expect(onTheirWay.length).toBeGreaterThan(0);
    expect(onTheirWay.length).toBeLessThanOrEqual(CONNECTIONS);

    sink.beforeAnswer = () => undefined;
    app = await startApp({
      databaseUrl: database.appUrl,
      env: { SMTP_URL: sink.url },
      like: app,
      port: app.port,
    });
    await letTimePass(20);
    await until(async () => (await records()).every(({ state }) => state === 'sent'), 30_000);
    await letTimePass(60);
    const sent = await records();
    expect(sent.map(({ recipient }) => recipient).sort()).toEqual([...addresses.values()].sort());
    for (const { recipient, messageId } of sent) {
      const number = `<${messageId}>`;
      expect(numbersOf(recipient)).toEqual(onTheirWay.includes(recipient) ? [number, number] : [number]);
    }
  });
});
