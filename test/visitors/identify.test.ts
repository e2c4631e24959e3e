import { createHmac, randomUUID } from 'node:crypto';
import { MessengerWorld, once, type TestShop } from '../messenger/world.js';

describe('a visitor whom the site identifies', () => {
  let world: MessengerWorld;
  let shop: TestShop;

  beforeAll(async () => {
    world = await MessengerWorld.start();
    shop = await world.shop('lamps');
  });

  afterAll(() => world?.close());

  const signed = (id: string, more: object = {}) => ({
    id,
    signature: createHmac('sha256', shop.secret).update(id).digest('hex'),
    ...more,
  });
  const token = (claims: object, secret = shop.secret) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const body = `${part({ alg: 'HS256' })}.${part(claims)}`;
    return { jwt: `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}` };
  };
  const row = async (externalId: string) =>
    (await world.database.query('SELECT * FROM visitors WHERE external_id = $1', [externalId]))[0];

  it('is that customer from then on, with what the site says of them', async () => {
    const visitor = await world.visitor(shop);
    const identity = signed('ada', { name: 'Ada', email: 'ada@example.test', attributes: { vip: true } });
    expect(await visitor.tell('identify', identity)).toEqual({ ok: true, changed: false });
    expect(await row('ada')).toMatchObject({
      name: 'Ada',
      email: 'ada@example.test',
      attributes: { vip: true },
    });
  });

  it('is believed by a signed token too', async () => {
    const visitor = await world.visitor(shop);
    const identity = token({ sub: 'grace', name: 'Grace' });
    expect(await visitor.tell('identify', identity)).toMatchObject({ ok: true });
    expect(await row('grace')).toMatchObject({ name: 'Grace' });
  });

  it.each([
    ['unsigned', () => ({ id: 'eve' })],
    ['signed for another', () => ({ ...signed('ada'), id: 'eve' })],
    ['signed with another secret', () => token({ sub: 'eve' }, 'another secret')],
    ['signed and expired', () => token({ sub: 'eve', exp: 1 })],
    ['an id that is no text', () => ({ ...signed('eve'), id: 12 })],
    ['nothing', () => ({})],
  ])('stays anonymous when the identity is %s', async (_, identity) => {
    const visitor = await world.visitor(shop);
    expect(await visitor.tell('identify', identity())).toMatchObject({
      ok: false,
      code: 'identity_unsigned',
    });
    expect(await row('eve')).toBeUndefined();
  });

  it('is refused a signed identity that cannot be kept', async () => {
    const visitor = await world.visitor(shop);
    const answer = await visitor.tell('identify', signed('eve', { email: 'nowhere' }));
    expect(answer).toMatchObject({ ok: false, code: 'identity_invalid' });
  });

  it('keeps conversations and acceptances of before, and shows the customer’s own at the next engagement only', async () => {
    const first = await world.visitor(shop);
    await first.tell('identify', signed('mary'));
    await first.accept();
    const { conversationId: old } = await first.write('From the first browser');

    const second = await world.visitor(shop);
    await second.accept();
    const { conversationId: mine } = await second.write('From the second browser, before signing in');
    await world.database.query('UPDATE targeting_rules SET enabled = false WHERE brand_id = $1', [
      shop.brandId,
    ]);
    const hello = once<{ engaged: boolean; ongoing: boolean }>(second.loader, 'hello');
    expect(await second.tell('identify', signed('mary'))).toEqual({ ok: true, changed: true });
    expect(await hello).toMatchObject({ engaged: false, ongoing: true });
    expect(await second.ask('catch_up', { conversationId: mine, after: 0 })).toMatchObject({ ok: true });
    expect(await second.ask('catch_up', { conversationId: old, after: 0 })).toMatchObject({
      ok: false,
      code: 'not_found',
    });

    await world.database.query('UPDATE targeting_rules SET enabled = true WHERE brand_id = $1', [
      shop.brandId,
    ]);
    const engaged = once<{ engaged: boolean }>(second.loader, 'engagement');
    second.loader.emit('page', { url: `${shop.origin}/next`, title: 'Next' });
    expect(await engaged).toMatchObject({ engaged: true });
    expect(await second.ask('catch_up', { conversationId: old, after: 0 })).toMatchObject({ ok: true });
    expect(await second.write('And on', String(old))).toMatchObject({ ok: true });
  });

  it('shows neither launcher nor history by being identified alone', async () => {
    const cleared = await world.visitor(shop);
    await world.database.query('UPDATE targeting_rules SET enabled = false WHERE brand_id = $1', [
      shop.brandId,
    ]);
    const hello = once(cleared.loader, 'hello');
    await cleared.tell('identify', signed('mary'));
    expect(await hello).toMatchObject({ engaged: false, ongoing: false, unread: 0 });
    await world.database.query('UPDATE targeting_rules SET enabled = true WHERE brand_id = $1', [
      shop.brandId,
    ]);
  });

  it('gives a message the first result when it is sent again after signing in', async () => {
    const visitor = await world.visitor(shop);
    await visitor.accept();
    const message = { conversationId: null, clientId: randomUUID(), body: 'Sent twice' };
    const first = await visitor.ask('message', message);
    await visitor.tell('identify', signed('joan'));
    expect(await visitor.ask('message', message)).toMatchObject({
      state: 'repeated',
      conversationId: first.conversationId,
    });
  });

  it('is somebody new after a reset, and another customer takes nothing along', async () => {
    const visitor = await world.visitor(shop);
    await visitor.tell('identify', signed('sophie'));
    const reset = once<{ token: string }>(visitor.loader, 'hello');
    await visitor.tell('reset');
    expect((await reset).token).not.toBe(visitor.token);
    const sophie = await world.visitor(shop, { token: visitor.token });
    const other = once<{ token: string }>(sophie.loader, 'hello');
    await sophie.tell('identify', signed('emmy'));
    expect((await other).token).not.toBe(visitor.token);
    expect(await row('sophie')).toMatchObject({ merged_into: null });
    expect(await row('emmy')).toMatchObject({ merged_into: null });
  });

  it('is not asked again for what they accepted elsewhere', async () => {
    const first = await world.visitor(shop);
    await first.tell('identify', signed('hedy'));
    await first.accept();
    const second = await world.visitor(shop);
    expect(await second.write('Hello')).toMatchObject({ code: 'consent_missing' });
    await second.tell('identify', signed('hedy'));
    expect(await second.write('Hello')).toMatchObject({ ok: true });
  });
});
