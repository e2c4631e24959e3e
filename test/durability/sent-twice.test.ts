import { randomUUID } from 'node:crypto';
import { startApp, type TestApp } from '../support/app.js';
import { keptOf } from '../support/crowd.js';
import { demoDatabase, type DemoDatabase } from '../support/demo.js';
import { visitorTalker, type Talker } from '../support/talker.js';

const DAY = 24 * 3_600_000;

describe('a message that is sent more than once', () => {
  let database: DemoDatabase;
  let app: TestApp;
  let visitor: Talker;
  let conversationId: string;

  beforeAll(async () => {
    database = await demoDatabase();
    app = await startApp({ databaseUrl: database.appUrl });
    visitor = await visitorTalker(app.url, { database, slug: 'fjord', name: 'Anna' });
    conversationId = await visitor.start('Hello');
  });

  afterAll(async () => {
    visitor?.close();
    await app?.stop();
  });

  const kept = async (clientId: string) =>
    (await keptOf(database, [conversationId])).filter((entry) => entry.clientId === clientId);

  it('is kept once, whether the copies come at once or after the answer', async () => {
    const message = { conversationId, clientId: randomUUID(), body: 'Once' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => visitor.ask('message', message)));
    const again = await visitor.ask('message', message);
    expect(answers.filter((answer) => answer?.ok && answer.state === 'posted')).toHaveLength(1);
    expect(again).toMatchObject({ ok: true, state: 'repeated' });
    expect(new Set([...answers, again].map((answer) => answer?.ok && answer.seq)).size).toBe(1);
    expect(await kept(message.clientId)).toHaveLength(1);
  });

  it('gives the first result a month later, on another start of the application', async () => {
    const message = { conversationId, clientId: randomUUID(), body: 'Long ago' };
    const first = await visitor.ask('message', message);
    await app.kill();
    app = await startApp({ databaseUrl: database.appUrl, like: app, port: app.port });
    await app.setClock(new Date(Date.now() + 31 * DAY));
    let again = await visitor.ask('message', message);
    while (!again) again = await visitor.ask('message', message);
    expect(first).toMatchObject({ ok: true, state: 'posted' });
    expect(again).toMatchObject({ ok: true, state: 'repeated', seq: first?.ok && first.seq });
    expect(await kept(message.clientId)).toHaveLength(1);
    await app.setClock(null);
  });

  it('is refused under the same number with other words', async () => {
    const message = { conversationId, clientId: randomUUID(), body: 'One thing' };
    await visitor.ask('message', message);
    const other = await visitor.ask('message', { ...message, body: 'Another' });
    expect(other).toMatchObject({ ok: false, code: 'message_differs' });
    expect((await kept(message.clientId)).map(({ body }) => body)).toEqual(['One thing']);
  });

  it('starts one conversation, though it is the first and comes five times at once', async () => {
    const other = await visitorTalker(app.url, { database, slug: 'fjord', name: 'Tom' });
    const message = { conversationId: null, clientId: randomUUID(), body: 'First' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => other.ask('message', message)));
    const ids = new Set(answers.flatMap((answer) => (answer?.ok ? [answer.conversationId] : [])));
    other.close();
    expect(answers.map((answer) => answer?.ok)).toEqual([true, true, true, true, true]);
    expect(ids.size).toBe(1);
    const entries = await keptOf(database, [...ids] as string[]);
    expect(entries.filter(({ by }) => by === 'visitor')).toHaveLength(1);
  });
});
