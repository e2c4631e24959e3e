import type { Socket } from 'socket.io-client';
import { newId, systemActor } from '../../src/kernel/index.js';
import { PublishDocument } from '../../src/sites/index.js';
import { ask, DeskWorld, heard, type DeskBrand, type MemberBrowser } from './world.js';

let world: DeskWorld;
let brand: DeskBrand;
let lea: MemberBrowser;
let desk: Socket;
let page: string;
let conversationId: string;
let first: string;

beforeAll(async () => {
  world = await DeskWorld.start();
  brand = await world.brand('lumen');
  const member = await brand.member('Lea');
  lea = await world.signIn(member.email);
  desk = await lea.connect('lumen');
  await ask(desk, 'availability', { state: 'available' });
  const arrived = heard(desk, 'arrived');
  conversationId = await brand.start(await brand.visitor('Ada'), 'Hello');
  await arrived;
  page = `${brand.desk}/conversations/${conversationId}`;
});
afterAll(() => world.close());

const publish = (mustAccept: boolean, kind: 'terms' | 'privacy' = 'terms') =>
  world.running.app.get(PublishDocument).run(systemActor(brand.id), {
    audience: 'members',
    kind,
    mustAccept,
    texts: { fr: { title: `Charte (${kind})`, body: 'Soyez aimable.\n\nToujours.' } },
  });
const write = () => ask(desk, 'message', { conversationId, clientId: newId(), body: 'Good morning' });
const opened = async () => (await lea.get(page).expect(200)).text;

test('a member writes freely where the brand asks them to accept nothing', async () => {
  expect(await opened()).toContain('data-reply');
  expect(await write()).toMatchObject({ ok: true });
});

test('the terms that a brand publishes for its members are asked for at once, before anything is written', async () => {
  const told = heard(desk, 'terms');
  first = await publish(true);
  await told;
  const shown = await opened();
  expect(shown).not.toContain('data-reply');
  expect(shown).toContain('class="desk-terms"');
  expect(await write()).toMatchObject({ ok: false, code: 'consent_missing' });
  const [address] = new RegExp(`${brand.desk}/terms/[0-9a-f-]{36}`).exec(shown) ?? [''];
  expect((await lea.get(address).expect(200)).text).toMatch(/Charte[^]*Soyez aimable\.[^]*Toujours\./);
});

test('one act accepts all of them, each recorded once with its time and language', async () => {
  const privacy = await publish(true, 'privacy');
  const accepted = await lea.agent
    .post(`${brand.desk}/terms`)
    .redirects(0)
    .type('form')
    .send({ _csrf: await token(), back: conversationId, documents: [first, privacy] });
  expect([accepted.status, accepted.headers.location]).toEqual([303, page]);
  await lea.post(`${brand.desk}/terms`, { documents: first }, page);
  const kept = await world.database.query(
    'SELECT document_id, locale FROM member_consents WHERE brand_id = $1 ORDER BY document_id',
    [brand.id],
  );
  expect(kept).toEqual([first, privacy].sort().map((id) => ({ document_id: id, locale: 'en' })));
  expect(await opened()).toContain('data-reply');
  expect(await write()).toMatchObject({ ok: true });
});

test('a new version asks again only where it must be accepted', async () => {
  await publish(false);
  expect(await opened()).toContain('data-reply');
  const third = await publish(true);
  expect(await opened()).toContain('class="desk-terms"');
  expect(await write()).toMatchObject({ code: 'consent_missing' });
  await lea.post(`${brand.desk}/terms`, { documents: third, back: conversationId }, page);
  expect(await write()).toMatchObject({ ok: true });
});

test('nothing but documents for members of this brand is accepted or shown', async () => {
  const forVisitors = await world.running.app.get(PublishDocument).run(systemActor(brand.id), {
    audience: 'visitors',
    kind: 'terms',
    mustAccept: true,
    texts: { fr: { title: 'Conditions', body: 'Les voici.' } },
  });
  for (const id of [forVisitors, newId()]) {
    await lea.get(`${brand.desk}/terms/${id}`).expect(404);
    expect((await lea.post(`${brand.desk}/terms`, { documents: id }, page)).status).toBe(404);
  }
  expect((await lea.post(`${brand.desk}/terms`, { documents: 'nonsense' }, page)).status).toBe(422);
  expect((await lea.post(`${brand.desk}/terms`, {}, page)).status).toBe(422);
});

async function token(): Promise<string> {
  return /name="_csrf" value="([^"]+)"/.exec(await opened())?.[1] ?? '';
}
