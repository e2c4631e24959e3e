import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { CapacityQueries } from '../../src/distribution/index.js';
import { MessengerWorld, once, type Answer, type TestShop, type TestVisitor } from './world.js';

interface Greeting {
  token: string;
  pageViewId: string;
  engaged: boolean;
}

describe('a visitor with several pages of the shop open', () => {
  let world: MessengerWorld;
  let shop: TestShop;

  beforeAll(async () => {
    world = await MessengerWorld.start();
    shop = await world.shop('lamps');
    await world.database.query(`UPDATE targeting_rules SET conditions = $1`, [
      JSON.stringify([{ kind: 'url', match: 'contains', value: '/checkout' }]),
    ]);
  });

  afterAll(() => world?.close());

  async function page(path: string, known: object = {}): Promise<{ loader: Socket; greeting: Greeting }> {
    const loader = world.socket(shop.origin, {
      ...{ site: shop.key, part: 'loader', locale: 'en' },
      page: { url: `${shop.origin}${path}`, title: path },
      ...known,
    });
    return { loader, greeting: await once<Greeting>(loader, 'hello') };
  }

  async function engaged(loader: Socket): Promise<boolean> {
    const told = once<Greeting>(loader, 'engagement');
    loader.emit('ask');
    return (await told).engaged;
  }

  async function write(visitor: TestVisitor, pageViewId: string): Promise<Answer> {
    return visitor.ask('message', {
      conversationId: null,
      clientId: randomUUID(),
      body: 'Hello',
      pageViewId,
    });
  }

  it('is engaged on each by that page, whichever was opened last, also after a lost connection', async () => {
    const checkout = await page('/checkout');
    const { token, pageViewId } = checkout.greeting;
    const about = await page('/about', { token });
    expect([checkout.greeting.engaged, about.greeting.engaged]).toEqual([true, false]);
    expect(await engaged(checkout.loader)).toBe(true);
    expect(await engaged(about.loader)).toBe(false);
    checkout.loader.disconnect();
    const again = await page('/checkout', { token, again: true, pageViewId });
    expect(again.greeting).toMatchObject({ engaged: true, pageViewId });
  });

  it('starts a conversation from the page where the message was written', async () => {
    const visitor = await world.visitor(shop);
    await visitor.accept();
    const checkout = await page('/checkout', { token: visitor.token });
    const about = await page('/about', { token: visitor.token });
    expect(await write(visitor, about.greeting.pageViewId)).toMatchObject({ ok: false, code: 'no_room' });
    const started = await write(visitor, checkout.greeting.pageViewId);
    expect(started).toMatchObject({ ok: true, state: 'started' });
    const [{ url }] = await world.database.query<{ url: string }>(
      `SELECT page_url AS url FROM conversations WHERE id = $1`,
      [started.conversationId],
    );
    expect(url).toBe(`${shop.origin}/checkout`);
  });

  it('has nothing from another visitor’s page, named by its number', async () => {
    const other = await page('/checkout');
    const visitor = await world.visitor(shop);
    await visitor.accept();
    expect(await write(visitor, other.greeting.pageViewId)).toMatchObject({ ok: false, code: 'no_room' });
  });

  it('is engaged as somebody new on the same page once the page has forgotten them', async () => {
    const { loader, greeting } = await page('/checkout');
    const anew = once<Greeting>(loader, 'hello');
    loader.emit('reset');
    expect(await anew).toMatchObject({ engaged: true });
    expect((await anew).token).not.toBe(greeting.token);
  });

  it('hears of room that came back while they were greeted', async () => {
    const tents = await world.shop('tents', { threshold: 0 });
    const open = { site: tents.key, part: 'loader', page: { url: tents.origin, title: 'Tents' } };
    const witness = world.socket(tents.origin, open);
    expect(await once<Greeting>(witness, 'hello')).toMatchObject({ engaged: false });
    const rooms = world.running.app.get(CapacityQueries);
    const of = rooms.of.bind(rooms);
    const read = new Promise<void>((isRead) => {
      rooms.of = async (...rule) => {
        const before = await of(...rule);
        rooms.of = of;
        isRead();
        await told;
        return before;
      };
    });
    const told = once(witness, 'room');
    const greeting = once<Greeting>(world.socket(tents.origin, open), 'hello');
    await read;
    await world.comeToDesk(tents.agent);
    expect(await greeting).toMatchObject({ engaged: true });
  });
});
