import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { ReopenBrand, SuspendBrand } from '../../src/brands/index.js';
import { PostMessage } from '../../src/conversations/index.js';
import { RunPass } from '../../src/distribution/run-pass.js';
import { StoreFile } from '../../src/files/index.js';
import { SenderLinks } from '../../src/mail/senders/sender-links.js';
import { UnsubscribeLinks } from '../../src/notices/unsubscribe-links.js';
import { FileLinks, FileStore } from '../../src/platform/index.js';
import { VisitorLinks } from '../../src/visitors/index.js';
import { newId, systemActor, type OperatorActor, type VisitorActor } from '../../src/kernel/index.js';
import { SHOP_ORIGIN } from '../support/demo.js';
import { Browser, signedIn, type RequestOptions } from '../support/people.js';
import { until } from '../support/platform.js';
import { startDemo, type RunningDemo } from '../support/running-demo.js';
import { connectedTo, memberSocket, visitorSocket } from '../support/talker.js';
import { belongingsOf, fingerprint, type Somebody } from '../fuzz/belongings.js';
import { EVENTS } from '../fuzz/event-cases.js';
import { ROUTES, type RouteCase } from '../fuzz/route-cases.js';

const EFFECTIVE_MS = 1000;
const SLUG = 'maison-lumiere';

/** What of it is read all the same, by whoever has a link. */
const OPEN = new Set(['GET /w/:siteKey.js', 'GET /w/:siteKey/theme.css', 'OPTIONS /w/:siteKey/hello']);
const routes = Object.entries(ROUTES).flatMap(([route, tried]) =>
  typeof tried === 'string' ? [] : [[route, tried] as [string, RouteCase]],
);

let demo: RunningDemo;
let own: Somebody;
let admin: Browser;
let visitor: Browser;
let operator: OperatorActor;
let desk: Socket;
let loader: Socket;
let messenger: Socket;
let endedAfter: number[];
let before: Record<string, string>;
let namesBefore: string[];

const brandId = () => demo.database.brands[SLUG].id;
const suspend = () =>
  demo.app.get(SuspendBrand, { strict: false }).run(operator, { reason: 'The bill was not paid' });
const reopen = () => demo.app.get(ReopenBrand, { strict: false }).run(operator, { reason: 'It was paid' });
const eventNames = async () =>
  (
    await demo.database.query<{ name: string }>('SELECT name FROM events WHERE brand_id = $1 ORDER BY no', [
      brandId(),
    ])
  ).map(({ name }) => name);

beforeAll(async () => {
  demo = await startDemo({ RATE_LIMIT_FACTOR: '100' });
  const { url, database } = demo;
  operator = { kind: 'operator', brandId: brandId(), id: null, accountId: newId(), locale: 'en' };
  own = await belongingsOf(url, database, SLUG);
  admin = await signedIn(url, 'admin@maison-lumiere.test');
  visitor = new Browser(url, { origin: url, authorization: `Bearer ${own.token}` });
  const { 'site key': site, token } = own;
  desk = memberSocket(admin, SLUG);
  loader = visitorSocket(url, { site, part: 'loader', token }, SHOP_ORIGIN);
  messenger = visitorSocket(url, { site, part: 'messenger', token }, url);
  await Promise.all([desk, loader, messenger].map(connectedTo));
  for (const [, { form }] of routes) if (form) await admin.get(addressOf(form, { as: 'admin', ids: {} }));

  const told = [once(desk, 'rights'), once(loader, 'disconnect'), once(messenger, 'disconnect')];
  await suspend();
  const since = performance.now();
  endedAfter = await Promise.all(told.map(async (each) => (await each) - since));
  await until(async () => (await eventNames()).at(-1) === 'settings.brand_suspended');
  before = await fingerprint(database, SLUG);
  namesBefore = await eventNames();
}, 120_000);

afterAll(async () => {
  for (const socket of [desk, loader, messenger]) socket?.disconnect();
  await demo?.close();
});

it('is heard by every open socket within a second', () => {
  for (const after of endedAfter) expect(after).toBeLessThan(EFFECTIVE_MS);
});

describe('while the brand is suspended', () => {
  it.each(routes)('%s', async (route, tried) => {
    const [method, path] = route.split(' ') as [string, string];
    const browser = tried.as === 'admin' ? admin : visitor;
    const { status, text, location } = await browser.request(
      method,
      addressOf(path, tried),
      optionsOf(method, tried),
    );
    const isRead = method === 'GET' && tried.as === 'admin';
    if (isRead || OPEN.has(route)) expect([status, location]).toEqual([Math.min(status, 399), location]);
    else {
      expect(status).toBe(403);
      expect(text).not.toContain('unexpected');
    }
  });

  it.each(Object.keys(EVENTS.member))('a desk says %s', async (event) => {
    const tried = EVENTS.member[event];
    const input = typeof tried === 'string' ? ODD[event] : { ...tried.input };
    const ids = { conversationId: own.conversation, conversationIds: [own.conversation] };
    const said = { ...input, ...ids, clientId: randomUUID() };
    const answer = (await desk.timeout(5000).emitWithAck(event, said)) as { ok: boolean; code?: string };
    if (READ.has(event)) expect(answer).toMatchObject({ ok: true });
    else expect(answer).toMatchObject({ ok: false, code: 'brand_suspended' });
  });

  it.each(['loader', 'messenger'] as const)('no %s connects', async (part) => {
    const { 'site key': site, token } = own;
    const socket = visitorSocket(demo.url, { site, part, token }, part === 'loader' ? SHOP_ORIGIN : demo.url);
    await expect(connectedTo(socket)).rejects.toThrow('site_closed');
    socket.disconnect();
  });

  it('a desk that opens is read', async () => {
    const socket = memberSocket(admin, SLUG);
    await connectedTo(socket);
    const looked = await socket.timeout(5000).emitWithAck('look', { conversationId: own.conversation });
    expect(looked).toMatchObject({ ok: true });
    socket.disconnect();
  });

  it('the link in a mail leads to the page, where nothing opens', async () => {
    const link = demo.app.get(VisitorLinks, { strict: false }).address({
      ...{ brandId: brandId(), siteId: own.site, visitorId: own.visitorId },
      ...{ conversationId: own.conversation, purpose: 'answer', seqs: [1] },
    });
    const answer = await new Browser(demo.url).get(new URL(link).pathname);
    expect(answer.location ?? '').not.toContain('#causerie');
    expect(answer.status).toBeLessThan(500);
  });

  it('a link to confirm a sender confirms nothing', async () => {
    const address = 'us@lamps.test';
    await demo.database.query(
      `INSERT INTO mail_senders (brand_id, address) VALUES ($1, $2)
       ON CONFLICT (brand_id) DO UPDATE SET address = excluded.address, verified_at = NULL`,
      [brandId(), address],
    );
    before = await fingerprint(demo.database, SLUG);
    const link = demo.app.get(SenderLinks, { strict: false }).make({ brandId: brandId(), address });
    const browser = new Browser(demo.url);
    await browser.get(new URL(link).pathname);
    expect((await browser.post(new URL(link).pathname)).status).toBe(403);
  });

  it('nobody is made to be written to again by a link', async () => {
    const links = demo.app.get(UnsubscribeLinks, { strict: false });
    const { pathname } = new URL(links.make({ brandId: brandId(), visitorId: own.visitorId }));
    const browser = new Browser(demo.url);
    expect((await browser.get(pathname)).status).toBe(200);
    expect((await browser.post(pathname, { wanted: 'yes' })).status).toBe(403);
  });

  it('what a verb is asked for behind every door is refused', async () => {
    const speaker: VisitorActor = {
      kind: 'visitor',
      ...{ brandId: brandId(), id: own.visitorId, siteId: own.site, locale: 'fr' },
    };
    const { conversation: conversationId } = own;
    const post = demo.app.get(PostMessage, { strict: false });
    const message = { conversationId, clientId: newId(), body: 'Hello' };
    await expect(post.run(speaker, message)).rejects.toMatchObject({ code: 'brand_suspended' });
    const store = demo.app.get(StoreFile, { strict: false });
    const file = { conversationId, name: 'note.txt', bytes: Buffer.from('A lamp.') };
    await expect(store.run(speaker, file)).rejects.toMatchObject({ code: 'brand_suspended' });
    const pass = demo.app.get(RunPass, { strict: false });
    await expect(pass.run(systemActor(brandId()))).rejects.toMatchObject({ code: 'brand_suspended' });
  });

  it('a file that a visitor was given the address of is given out no more', async () => {
    const link = { brandId: brandId(), fileId: own.file, variant: 'whole', side: 'visitor' } as const;
    await demo.app.get(FileStore, { strict: false }).write(link, Buffer.from('A lamp.'));
    const path = demo.app.get(FileLinks, { strict: false }).path(link);
    expect((await visitor.get(path)).status).toBe(404);
  });

  it('nothing was written, by none of them', async () => {
    const after = await fingerprint(demo.database, SLUG);
    // Who was there last is presence, not the brand's.
    expect({ ...after, departures: '' }).toEqual({ ...before, departures: '' });
    expect(await eventNames()).toEqual(namesBefore);
    const done = await demo.database.query(
      `SELECT name FROM jobs WHERE brand_id = $1 AND state <> 'due' AND ended_at > (
         SELECT at FROM events WHERE brand_id = $1 AND name = 'settings.brand_suspended')`,
      [brandId()],
    );
    expect(done).toEqual([]);
  });

  it('the other brand works', async () => {
    const fjord = await signedIn(demo.url, 'admin@fjord.test');
    const answer = await fjord.post('/b/fjord/desk/availability', { state: 'available' });
    expect(answer.status).toBeLessThan(400);
  });
});

it('whoever wants no more mails is heard all the same', async () => {
  const links = demo.app.get(UnsubscribeLinks, { strict: false });
  const { pathname } = new URL(links.make({ brandId: brandId(), visitorId: own.visitorId }));
  const browser = new Browser(demo.url);
  await browser.get(pathname);
  expect((await browser.post(pathname, { wanted: 'no' })).status).toBe(200);
  const [{ wanted }] = await demo.database.query<{ wanted: boolean }>(
    'SELECT email_notifications AS wanted FROM visitors WHERE id = $1',
    [own.visitorId],
  );
  expect(wanted).toBe(false);
});

it('everything goes on once it is reopened', async () => {
  const told = once(desk, 'rights');
  await reopen();
  expect(await told).toBeGreaterThan(0);
  const { 'site key': site, token } = own;
  const again = visitorSocket(demo.url, { site, part: 'messenger', token }, demo.url);
  await connectedTo(again);
  const message = { conversationId: own.conversation, body: 'Still here', clientId: randomUUID() };
  expect(await again.timeout(5000).emitWithAck('message', message)).toMatchObject({ ok: true });
  again.disconnect();
  expect(await desk.timeout(5000).emitWithAck('availability', { state: 'away' })).toMatchObject({ ok: true });
});

const READ = new Set(['alerts', 'look', 'follow', 'catch_up']);
const ODD: Record<string, object> = {
  alerts: { sound: true, title: true, desktop: false },
  availability: { state: 'away' },
};

function once(socket: Socket, event: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${event} did not come.`)), 5 * EFFECTIVE_MS);
    socket.once(event, () => {
      clearTimeout(timer);
      resolve(performance.now());
    });
  });
}

function addressOf(path: string, { ids, words = {} }: RouteCase): string {
  return path.replace(/:(\w+)/g, (_all, name: string) =>
    name === 'brand' ? SLUG : name in ids ? own[ids[name]] : (words[name] ?? newId()),
  );
}

function optionsOf(method: string, { json, file }: RouteCase): RequestOptions {
  if (method !== 'POST') return {};
  if (!file) return { json: { ...json?.body, clientId: randomUUID(), tagId: own.tag } };
  const multipart = new FormData();
  multipart.append('file', new Blob(['A lamp.'], { type: 'text/plain' }), 'note.txt');
  return { multipart };
}
