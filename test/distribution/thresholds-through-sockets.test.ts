import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Socket } from 'socket.io-client';
import { startApp, type TestApp } from '../support/app.js';
import { demoDatabase, SHOP_ORIGIN, type DemoDatabase, type DemoSlug } from '../support/demo.js';
import { formsOf, posted } from '../support/forms.js';
import { signedIn } from '../support/people.js';
import { connectedTo, memberTalker, visitorSocket, type Talker } from '../support/talker.js';

/** So many browsers come at the same moment. */
const AT_ONCE = 20;

interface Sent {
  ok: boolean;
  code?: string;
  conversationId?: string;
}

/** A browser on a page of the shop, with the launcher and the opened messenger. */
interface Visitor {
  /** Whether the launcher shows, by what this browser was last told. */
  isEngaged(): boolean;
  write(): Promise<Sent>;
}

let database: DemoDatabase;
let app: TestApp;
let sockets: Socket[];
let talkers: Talker[];
/** Everybody comes from elsewhere. */
let addresses = 0;

beforeAll(async () => {
  database = await demoDatabase();
  app = await startApp({ databaseUrl: database.appUrl, env: { TRUST_PROXY: '1' } });
  sockets = [];
  talkers = [];
});
afterAll(async () => {
  for (const socket of sockets ?? []) socket.disconnect();
  for (const talker of talkers ?? []) talker.close();
  await app?.stop();
});

async function visit(slug: DemoSlug, path = '/'): Promise<Visitor> {
  const { id: brandId, siteKey: site } = database.brands[slug];
  const page = { url: `${SHOP_ORIGIN}/${slug}${path}`, title: 'Shop' };
  const address = { 'x-forwarded-for': `192.0.2.${(addresses += 1) % 256}` };
  const loader = visitorSocket(
    app.url,
    { site, part: 'loader', locale: 'en', page },
    { origin: SHOP_ORIGIN, ...address },
  );
  let engaged = false;
  loader.on('engagement', (news: { engaged: boolean }) => (engaged = news.engaged));
  loader.on('room', ({ has }: { has: boolean }) => (engaged = has));
  const hello = await new Promise<{ token: string; engaged: boolean }>((resolve, reject) => {
    loader.once('hello', resolve);
    loader.once('connect_error', reject);
  });
  engaged = hello.engaged;
  const { token } = hello;
  const messenger = visitorSocket(
    app.url,
    { site, part: 'messenger', token, chosen: 'en' },
    { origin: app.url, ...address },
  );
  sockets.push(loader, messenger);
  await connectedTo(messenger);
  const documents = await database.query<{ id: string }>(
    `SELECT id FROM documents WHERE brand_id = $1 AND audience = 'visitors'`,
    [brandId],
  );
  await messenger.emitWithAck('accept', { documentIds: documents.map(({ id }) => id) });
  return {
    isEngaged: () => engaged,
    write: () =>
      messenger.timeout(5_000).emitWithAck('message', {
        conversationId: null,
        clientId: randomUUID(),
        body: 'Hello, is anybody there?',
      }) as Promise<Sent>,
  };
}

async function visits(count: number, slug: DemoSlug): Promise<Visitor[]> {
  const all: Visitor[] = [];
  while (all.length < count)
    all.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(AT_ONCE, count - all.length) }, () => visit(slug)),
      )),
    );
  return all;
}

async function writeTogether(visitors: Visitor[]): Promise<Sent[]> {
  const all: Sent[] = [];
  for (let from = 0; from < visitors.length; from += AT_ONCE)
    all.push(...(await Promise.all(visitors.slice(from, from + AT_ONCE).map((visitor) => visitor.write()))));
  return all;
}

async function member(slug: DemoSlug, login: string): Promise<Talker> {
  const email = `${login}@${slug}.test`;
  const [{ id }] = await database.query<{ id: string }>(
    'SELECT m.id FROM members m JOIN accounts a ON a.id = m.account_id WHERE m.brand_id = $1 AND a.email = $2',
    [database.brands[slug].id, email],
  );
  const talker = await memberTalker(app.url, { email, slug, id });
  talkers.push(talker);
  return talker;
}

/** How many of these conversations each group has, by the group's name. */
async function byGroup(conversationIds: (string | undefined)[]): Promise<Record<string, number>> {
  const rows = await database.query<{ name: string; count: number }>(
    `SELECT g.name, count(*)::int FROM conversations c JOIN groups g ON g.id = c.group_id
     WHERE c.id = ANY ($1) GROUP BY g.name`,
    [conversationIds],
  );
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}

async function eventually(isSo: () => boolean | Promise<boolean>): Promise<boolean> {
  for (let attempt = 0; attempt < 60; attempt++) {
    if (await isSo()) return true;
    await sleep(50);
  }
  return false;
}

const ids = (sent: Sent[]) => sent.map(({ conversationId }) => conversationId);

it('lets 100 wait for the first group and 40 for the second, then engages nobody until one closes', async () => {
  const visitors = await visits(142, 'fjord');
  const [late, later] = visitors.splice(140);
  expect([late, later].map((visitor) => visitor.isEngaged())).toEqual([true, true]);

  const first = await writeTogether(visitors.slice(0, 100));
  expect(await byGroup(ids(first))).toEqual({ Advisers: 100 });
  const second = await writeTogether(visitors.slice(100));
  expect(await byGroup(ids(second))).toEqual({ Ambassadors: 40 });

  expect(await eventually(() => !late.isEngaged() && !later.isEngaged())).toBe(true);
  expect((await visit('fjord')).isEngaged()).toBe(false);
  expect(await late.write()).toMatchObject({ ok: false, code: 'no_room' });

  const manager = await member('fjord', 'manager');
  await manager.ask('availability', { state: 'away' });
  const closed = second[0].conversationId;
  expect(await manager.ask('close', { conversationId: closed })).toMatchObject({ ok: true });
  expect(await eventually(() => late.isEngaged() && later.isEngaged())).toBe(true);
  const again = await late.write();
  expect(await byGroup([again.conversationId])).toEqual({ Ambassadors: 1 });
  expect(await later.write()).toMatchObject({ ok: false, code: 'no_room' });
});

it('gives a member who becomes available the first who came, in their order', async () => {
  const [{ id }] = await database.query<{ id: string }>(
    `SELECT m.id FROM members m WHERE brand_id = $1 AND name = 'Maya'`,
    [database.brands.fjord.id],
  );
  const earliest = await database.query<{ id: string }>(
    `SELECT c.id FROM conversations c JOIN groups g ON g.id = c.group_id
     WHERE c.brand_id = $1 AND c.state = 'waiting' AND g.name = 'Advisers' ORDER BY c.started_at, c.queue_no LIMIT 3`,
    [database.brands.fjord.id],
  );
  const maya = await member('fjord', 'maya');
  await maya.ask('availability', { state: 'available' });
  const desk = () =>
    database.query<{ id: string }>(
      `SELECT c.id FROM conversations c JOIN contacts o ON o.conversation_id = c.id AND o.ended_at IS NULL
       WHERE c.member_id = $1 AND c.state = 'on_desk' ORDER BY o.started_at, o.id`,
      [id],
    );
  expect(await eventually(async () => (await desk()).length === 3)).toBe(true);
  expect(await desk()).toEqual(earliest);
});

it('with no places in the queue lands on a free desk at once, or does not start', async () => {
  const waiting = await visit('maison-lumiere', '/checkout');
  expect(waiting.isEngaged()).toBe(false);
  expect(await waiting.write()).toMatchObject({ ok: false, code: 'no_room' });

  const lea = await member('maison-lumiere', 'lea');
  await lea.ask('availability', { state: 'available' });
  expect(await eventually(() => waiting.isEngaged())).toBe(true);
  const [{ places }] = await database.query<{ places: number }>(
    `SELECT coalesce(m.capacity, 3) - (SELECT count(*) FROM conversations c WHERE c.member_id = m.id)::int AS places
     FROM members m WHERE m.brand_id = $1 AND m.name = 'Léa'`,
    [database.brands['maison-lumiere'].id],
  );
  const visitors = [waiting];
  while (visitors.length < places) visitors.push(await visit('maison-lumiere', '/checkout'));
  const tooMany = await visit('maison-lumiere', '/checkout');
  const sent = await writeTogether(visitors);
  expect(
    await database.query('SELECT DISTINCT state FROM conversations WHERE id = ANY ($1)', [ids(sent)]),
  ).toEqual([{ state: 'on_desk' }]);
  expect(await tooMany.write()).toMatchObject({ ok: false, code: 'no_room' });
  expect(await eventually(() => !tooMany.isEngaged())).toBe(true);
});

it('splits equally: the groups differ by at most one, at every moment', async () => {
  const [{ id }] = await database.query<{ id: string }>(
    `SELECT id FROM rules WHERE brand_id = $1 AND name = 'Conseil'`,
    [database.brands['maison-lumiere'].id],
  );
  const admin = await signedIn(app.url, 'admin@maison-lumiere.test');
  const address = `/b/maison-lumiere/admin/rules/${id}`;
  const [form] = formsOf((await admin.get(address)).text).filter(({ fields }) =>
    fields.some(({ name }) => name === 'sharing'),
  );
  const equal = posted(form).map(([name, value]): [string, string] => [
    name,
    name === 'sharing' ? 'equal' : value,
  ]);
  expect(await admin.request('POST', address, { form: equal })).toMatchObject({ status: 303 });

  const visitors = await visits(41, 'maison-lumiere');
  const sent: (string | undefined)[] = [];
  for (let from = 0; from < visitors.length; from += 7) {
    sent.push(...ids(await writeTogether(visitors.slice(from, from + 7))));
    const counts = Object.values(await byGroup(sent));
    expect(counts).toHaveLength(2);
    expect(Math.abs(counts[0] - counts[1])).toBeLessThanOrEqual(1);
  }
  expect(sent.every(Boolean)).toBe(true);
});
