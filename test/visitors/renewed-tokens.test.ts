import { createHmac } from 'node:crypto';
import { browserOf } from '../../src/browser/tokens.js';
import { MessengerWorld, once, type Answer, type TestShop, type TestVisitor } from '../messenger/world.js';

describe('a token that somebody noted before the visitor identified', () => {
  let world: MessengerWorld;
  let shop: TestShop;

  beforeAll(async () => {
    world = await MessengerWorld.start();
    shop = await world.shop('lamps');
  });
  afterAll(() => world?.close());

  const signed = (id: string) => ({
    id,
    signature: createHmac('sha256', shop.secret).update(id).digest('hex'),
  });
  const request = async (token: string, path: string, body?: unknown) => {
    const { status } = await fetch(`${world.url}/w/${shop.key}/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body ? JSON.stringify(body) : undefined,
    });
    return status;
  };
  const greeting = async (token: string, more: object = {}) => {
    const loader = world.socket(shop.origin, { site: shop.key, part: 'loader', token, ...more });
    return (await once<{ token: string }>(loader, 'hello')).token;
  };
  /** A customer who has written in another browser. */
  const customer = async (id: string) => {
    const elsewhere = await world.visitor(shop);
    await elsewhere.tell('identify', signed(id));
    await elsewhere.accept();
    return String((await elsewhere.write('Written elsewhere')).conversationId);
  };
  const reads = (visitor: TestVisitor, conversationId: string) =>
    visitor.ask('catch_up', { conversationId, after: 0 });

  it.each([
    ['content', undefined],
    ['history', undefined],
    ['files/0192f0c1-0000-7000-8000-000000000000', undefined],
    ['messages', { conversationId: null, clientId: '0192f0c1-0000-7000-8000-000000000001', body: 'Me' }],
    ['settings', { historyHidden: false }],
    ['surveys', {}],
    ['consents', { documentIds: [] }],
    ['files', {}],
  ])('is refused at %s, where the new one is not', async (path, body) => {
    const visitor = await world.visitor(shop);
    const noted = visitor.token;
    expect(await request(noted, path, body)).not.toBe(401);
    await visitor.tell('identify', signed(`reader of ${path}`));
    expect(await request(noted, path, body)).toBe(401);
    expect(await request(visitor.token, path, body)).not.toBe(401);
  });

  it('opens no socket, and ends within a second on those that it had opened', async () => {
    const conversationId = await customer('ada');
    const visitor = await world.visitor(shop);
    const noted = visitor.token;
    const stranger = await world.visitor(shop, { token: noted });
    const ended = [once(stranger.loader, 'disconnect'), once(stranger.messenger, 'disconnect')];
    const since = Date.now();
    await visitor.tell('identify', signed('ada'));
    await Promise.all(ended);
    expect(Date.now() - since).toBeLessThan(1000);
    expect(await reads(visitor, conversationId)).toMatchObject({ ok: true });

    const auth = { site: shop.key, part: 'messenger', token: noted };
    expect(await world.refusal(world.url, auth)).toEqual({ code: 'visitor_unknown', final: true });
    const back = await world.visitor(shop, { token: noted });
    expect(browserOf(back.token)).not.toBe(browserOf(noted));
    expect(await reads(back, conversationId)).toMatchObject({ ok: false, code: 'not_found' });
  });

  it('is no use where its socket was opened while the visitor identified', async () => {
    const conversationId = await customer('grace');
    for (let round = 0; round < 5; round += 1) {
      const visitor = await world.visitor(shop);
      const auth = { site: shop.key, part: 'messenger', token: visitor.token };
      const strangers = Array.from({ length: 4 }, () => world.socket(world.url, auth));
      await visitor.tell('identify', signed('grace'));
      await new Promise((resolve) => setTimeout(resolve, 500));
      for (const stranger of strangers) {
        expect(stranger.connected).toBe(false);
        stranger.disconnect();
      }
      expect(await reads(visitor, conversationId)).toMatchObject({ ok: true });
    }
  });

  it('is renewed once: not where the page says again who its visitor is', async () => {
    const visitor = await world.visitor(shop);
    const noted = visitor.token;
    await visitor.tell('identify', signed('mary'));
    const renewed = visitor.token;
    expect(renewed).not.toBe(noted);
    expect(browserOf(renewed)).toBe(browserOf(noted));
    await visitor.tell('identify', signed('mary'));
    expect(visitor.token).toBe(renewed);
    const nextPage = await world.visitor(shop, { token: renewed });
    await nextPage.tell('identify', signed('mary'));
    expect(nextPage.token).toBe(renewed);
    await nextPage.tell('language', { locale: 'fr' });
    expect(await request(renewed, 'content')).toBe(200);
  });

  it('leaves two tabs that identify at once with a token that is good', async () => {
    for (const id of ['joan', 'joan', 'rosa']) {
      const first = await world.visitor(shop);
      const second = await world.visitor(shop, { token: first.token });
      const tokens: string[] = [];
      for (const { loader } of [first, second])
        loader.on('hello', ({ token }: { token: string }) => tokens.push(token));
      const said = [first, second].map(({ loader }) =>
        (loader.timeout(3000).emitWithAck('identify', signed(id)) as Promise<Answer>).catch(() => null),
      );
      expect((await Promise.all(said)).some((answer) => answer?.ok)).toBe(true);
      const newest = tokens.at(-1) ?? '';
      expect(new Set(tokens)).toEqual(new Set([newest]));
      // The one that was sent away comes back with what it showed and what it said.
      expect(await greeting(first.token, { identity: signed(id) })).toBe(newest);
      expect(await request(newest, 'content')).toBe(200);
    }
  });

  it('lets the browser back in whose answer was lost, by the site’s word, and nobody else', async () => {
    const conversationId = await customer('lise');
    await customer('eve');
    const visitor = await world.visitor(shop);
    const noted = visitor.token;
    await visitor.accept();
    await visitor.tell('identify', signed('lise'));
    visitor.close();

    for (const identity of [undefined, { id: 'lise' }, signed('eve'), 'lise', { id: 'lise', signature: 'f' }])
      expect(browserOf(await greeting(noted, { identity }))).not.toBe(browserOf(noted));
    const token = await greeting(noted, { identity: signed('lise') });
    expect(token).toBe(visitor.token);
    const back = await world.visitor(shop, { token });
    expect(await reads(back, conversationId)).toMatchObject({ ok: true });
  });
});
