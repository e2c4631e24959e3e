import { createHmac } from 'node:crypto';
import { systemActor } from '../../src/kernel/index.js';
import { PublishDocument } from '../../src/sites/index.js';
import { MessengerWorld, once, type TestShop, type TestVisitor } from './world.js';

let world: MessengerWorld;
let shop: TestShop;

beforeAll(async () => {
  world = await MessengerWorld.start();
});
beforeEach(async () => {
  shop = await world.shop(`shop-${Math.random().toString(36).slice(2, 8)}`);
});
afterAll(() => world.close());

const publish = (mustAccept: boolean, kind: 'terms' | 'privacy' = 'terms') =>
  world.running.app.get(PublishDocument).run(systemActor(shop.brandId), {
    audience: 'visitors',
    kind,
    mustAccept,
    texts: { en: { title: `New ${kind}`, body: 'What we keep now.' } },
  });
const content = async ({ token }: TestVisitor) =>
  (
    await fetch(`${world.url}/w/${shop.key}/content`, { headers: { authorization: `Bearer ${token}` } })
  ).text();
async function talking(): Promise<[TestVisitor, string]> {
  const visitor = await world.visitor(shop);
  await visitor.accept();
  const { conversationId } = await visitor.write('Hello');
  return [visitor, conversationId as string];
}

test('whoever has the messenger open is asked again when a new version must be accepted, and writes nothing before', async () => {
  const [visitor, conversationId] = await talking();
  const told = once(visitor.messenger, 'brand');
  const second = await publish(true);
  await told;
  expect(await content(visitor)).toMatch(/data-state="consent"[^]*New terms/);
  expect(await visitor.write('Before', conversationId)).toMatchObject({ ok: false, code: 'consent_missing' });
  await visitor.accept();
  expect(await visitor.write('Still before', conversationId)).toMatchObject({ code: 'consent_missing' });
  await visitor.ask('accept', { documentIds: [second] });
  expect(await visitor.write('After', conversationId)).toMatchObject({ ok: true });
});

test('a version that need not be accepted asks nobody', async () => {
  const [visitor, conversationId] = await talking();
  await publish(false);
  expect(await content(visitor)).toContain('data-state="ready"');
  expect(await visitor.write('Anything else?', conversationId)).toMatchObject({ ok: true });
});

test('one act covers several documents, each recorded by itself', async () => {
  const [visitor, conversationId] = await talking();
  const documentIds = [await publish(true), await publish(true, 'privacy')];
  expect(await content(visitor)).toContain(`data-accept="${documentIds.join(',')}"`);
  await visitor.ask('accept', { documentIds });
  expect(await visitor.write('After', conversationId)).toMatchObject({ ok: true });
  const kept = await world.database.query<{ id: string }>(
    'SELECT document_id AS id FROM consents WHERE brand_id = $1 ORDER BY at, document_id',
    [shop.brandId],
  );
  expect(kept.map(({ id }) => id).sort()).toEqual([shop.documentId, ...documentIds].sort());
});

test('an acceptance goes along when the site tells who the visitor is, and is not asked for twice', async () => {
  const identity = { id: 'C-9', signature: createHmac('sha256', shop.secret).update('C-9').digest('hex') };
  const [laptop] = await talking();
  await laptop.tell('identify', identity);
  const documentIds = [await publish(true)];
  const phone = await world.visitor(shop);
  await phone.ask('accept', { documentIds });
  await phone.tell('identify', identity);
  expect(await content(laptop)).toContain('data-state="ready"');
  expect(await laptop.write('From the laptop')).toMatchObject({ ok: true });
  expect(await phone.write('From the phone')).toMatchObject({ ok: true });
});
