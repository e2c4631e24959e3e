import { enterNamespace, flooded, rawSocket } from '../messenger/raw-socket.js';
import { ask, DeskWorld } from './world.js';

describe('a desk that says without end what it waits for no answer to', () => {
  let world: DeskWorld;

  beforeAll(async () => {
    world = await DeskWorld.start();
  });
  afterAll(() => world.close());

  it.each(['look', 'follow', 'catch_up', 'message', 'nonsense'])(
    'is ended for %s, and a colleague is answered meanwhile',
    async (event) => {
      const brand = await world.brand(`lumiere-${event.replace('_', '-')}`);
      const lea = await world.signIn((await brand.member('Lea', { role: 'manager' })).email);
      const karim = await world.signIn((await brand.member('Karim', { role: 'manager' })).email);
      const conversationId = await brand.start(await brand.visitor('Nora'), 'Hello');
      const colleague = await karim.connect(brand.slug);
      const socket = await rawSocket(world.url, { cookie: lea.cookie() });
      await enterNamespace(socket, '/member', { brand: brand.slug, locale: 'en' });
      const said = { conversationId, conversationIds: [conversationId], after: 0, clientId: conversationId };
      const ended = flooded(socket, `42/member,${JSON.stringify([event, { ...said, body: 'Again' }])}`);
      const began = performance.now();
      expect(await ask(colleague, 'look', { conversationId: null })).toMatchObject({ ok: true });
      expect(performance.now() - began).toBeLessThan(1000);
      expect(await ended).toEqual([1008, 'too_many']);
    },
  );
});
