import { createHmac } from 'node:crypto';
import { BlockVisitor, PostMessage, UnblockVisitor } from '../../src/conversations/index.js';
import { newId, type MemberActor } from '../../src/kernel/index.js';
import { VisitorBlocks } from '../../src/visitors/index.js';
import { MessengerWorld, once, type TestShop, type TestVisitor } from './world.js';

interface Engagement {
  engaged: boolean;
  ongoing: boolean;
  gone: boolean;
  unread: number;
}

const NO_LAUNCHER = { engaged: false, ongoing: false, gone: true, unread: 0, ruleId: null };

let world: MessengerWorld;
let shop: TestShop;
let manager: MemberActor;

beforeAll(async () => {
  world = await MessengerWorld.start();
  shop = await world.shop('lumen');
  await world.comeToDesk(shop.agent);
  manager = { ...shop.agent, role: 'manager' };
});
afterAll(() => world.close());

const get: typeof world.running.app.get = (token: never) => world.running.app.get(token);
const block = (conversationId: string, close = false) =>
  get(BlockVisitor).run(manager, { conversationId, close });
/** What the page is told once it has heard that there is news and has asked. */
async function afterNews(visitor: TestVisitor, change: () => Promise<unknown>): Promise<Engagement> {
  const news = once(visitor.loader, 'refresh');
  await change();
  await news;
  const engagement = once<Engagement>(visitor.loader, 'engagement');
  await visitor.tell('ask');
  return engagement;
}
async function started(visitor: TestVisitor): Promise<string> {
  await visitor.accept();
  const { conversationId } = await visitor.write('Hello');
  return conversationId as string;
}
const content = async (visitor: TestVisitor) => {
  const answer = await fetch(`${world.url}/w/${shop.key}/content`, {
    headers: { authorization: `Bearer ${visitor.token}` },
  });
  return answer.text();
};

test('the launcher goes from every page that is open, unread answers and all, and comes back with the block lifted', async () => {
  const visitor = await world.visitor(shop);
  const conversationId = await started(visitor);
  const answer = { conversationId, clientId: newId(), body: 'Good morning' };
  await get(PostMessage).run(shop.agent, answer);
  const { visitorId } = await get(VisitorBlocks).of(shop.brandId, await personOf(conversationId));
  expect(await afterNews(visitor, () => block(conversationId))).toMatchObject(NO_LAUNCHER);
  const elsewhere = await world.visitor(shop, { token: visitor.token });
  const greeting = once<Engagement>(elsewhere.loader, 'engagement');
  await elsewhere.tell('ask');
  expect(await greeting).toMatchObject(NO_LAUNCHER);
  expect(await afterNews(visitor, () => get(UnblockVisitor).run(manager, { visitorId }))).toMatchObject({
    engaged: true,
    ongoing: true,
    gone: false,
    unread: 1,
  });
});

test('what a blocked visitor writes is answered as anything is that did not go through', async () => {
  const visitor = await world.visitor(shop);
  const conversationId = await started(visitor);
  await block(conversationId);
  const inside = await visitor.write('Are you there?', conversationId);
  const anew = await visitor.write('A new question');
  for (const answer of [inside, anew]) {
    expect(answer).toMatchObject({ ok: false, code: 'unavailable' });
    expect(answer.message).toBe('Not available right now. Try again in a moment.');
  }
  const rows = await world.database.query('SELECT 1 FROM entries WHERE conversation_id = $1 AND side = $2', [
    conversationId,
    'visitor',
  ]);
  expect(rows).toHaveLength(1);
  expect(await content(visitor)).not.toMatch(/block/i);
});

test('after block and close the messenger shows a conversation that is over, and nothing to start', async () => {
  const visitor = await world.visitor(shop);
  const conversationId = await started(visitor);
  const closed = once(visitor.messenger, 'conversation');
  await block(conversationId, true);
  await closed;
  const shown = await content(visitor);
  expect(shown).not.toContain('data-start');
  expect(shown).not.toMatch(/block|survey/i);
});

test('the same customer in another browser is blocked as soon as the site says who it is', async () => {
  const identity = { id: 'C-77', signature: createHmac('sha256', shop.secret).update('C-77').digest('hex') };
  const visitor = await world.visitor(shop);
  await visitor.tell('identify', identity);
  await block(await started(visitor));
  const phone = await world.visitor(shop);
  const conversationId = await started(phone);
  const hello = once<Engagement>(phone.loader, 'hello');
  expect(await phone.tell('identify', identity)).toMatchObject({ ok: true });
  expect(await hello).toMatchObject(NO_LAUNCHER);
  expect(await phone.write('It is me again', conversationId)).toMatchObject({ code: 'unavailable' });
});

async function personOf(conversationId: string): Promise<string> {
  const [row] = await world.database.query<{ visitor_id: string }>(
    'SELECT visitor_id FROM conversations WHERE id = $1',
    [conversationId],
  );
  return row.visitor_id;
}
