import { randomUUID } from 'node:crypto';
import { siteKey } from '../../src/sites/index.js';
import { MessengerWorld, once, type TestShop } from './world.js';

describe('the sockets of visitors', () => {
  let world: MessengerWorld;
  let shop: TestShop;
  let other: TestShop;

  beforeAll(async () => {
    world = await MessengerWorld.start();
    shop = await world.shop('lamps');
    other = await world.shop('tents', { locale: 'fr' });
  });

  afterAll(() => world?.close());

  const loader = () => ({ site: shop.key, part: 'loader' });

  it('greet a loader on the site with a token, its words and colours', async () => {
    const socket = world.socket(shop.origin, {
      ...loader(),
      locale: 'fr-CA',
      page: { url: shop.origin, title: 'Lamps' },
    });
    expect(await once(socket, 'hello')).toMatchObject({
      token: expect.stringContaining('.') as string,
      locale: 'fr',
      label: 'Discuter avec nous',
      colour: '#1c5d6b',
      onColour: '#ffffff',
      position: 'end',
      engaged: true,
      ongoing: false,
      unread: 0,
    });
  });

  it('hear of what a page said at once after they were greeted, and in its order', async () => {
    const spoken = async () => {
      const socket = world.socket(shop.origin, { ...loader(), locale: 'en' });
      const greetings: string[] = [];
      socket.on('hello', ({ locale }: { locale: string }) => greetings.push(locale));
      await Promise.all(
        ['fr', 'de', 'ar'].map((locale) => socket.timeout(10_000).emitWithAck('language', { locale })),
      );
      return greetings;
    };
    const all = await Promise.all(Array.from({ length: 12 }, spoken));
    expect(all).toEqual(Array.from(all, () => ['en', 'fr', 'de', 'ar']));
  });

  it('know the visitor again by the token', async () => {
    const first = await world.visitor(shop);
    const again = await world.visitor(shop, { token: first.token });
    expect(again.token).toBe(first.token);
    const [{ count }] = await world.database.query<{ count: string }>(
      'SELECT count(*) FROM visits v JOIN visitors o ON o.id = v.visitor_id WHERE o.last_seen_at > o.created_at',
    );
    expect(Number(count)).toBe(1);
  });

  it.each([
    ['an unknown site key', () => ({ ...loader(), site: siteKey(randomUUID(), randomUUID()) }), 'not_found'],
    ['a site key that is none', () => ({ ...loader(), site: 'nothing' }), 'not_found'],
    ['no site key', () => ({ part: 'loader' }), 'invalid_input'],
    ['a number for a site key', () => ({ ...loader(), site: 12 }), 'invalid_input'],
    ['an unknown part', () => ({ ...loader(), part: 'desk' }), 'invalid_input'],
    ['a page that is a text', () => ({ ...loader(), page: 'x' }), 'invalid_input'],
    ['NUL in the page’s title', () => ({ ...loader(), page: { url: 'x', title: 'a\0b' } }), 'invalid_input'],
  ])('refuse %s', async (_, auth, code) => {
    expect(await world.refusal(shop.origin, auth())).toEqual({ code, final: true });
  });

  it.each([
    ['no origin', () => undefined],
    ['a foreign origin', () => 'https://evil.example'],
    ['the origin of another brand', () => other.origin],
    ['our own origin', () => world.url],
  ])('refuse a loader from %s', async (_, origin) => {
    expect(await world.refusal(origin(), loader())).toEqual({ code: 'origin_refused', final: true });
  });

  it('refuse a messenger from the site’s origin', async () => {
    const { token } = await world.visitor(shop);
    const auth = { site: shop.key, part: 'messenger', token };
    expect(await world.refusal(shop.origin, auth)).toEqual({ code: 'origin_refused', final: true });
  });

  it('refuse a messenger with a token that is forged, cut, missing, or of another site', async () => {
    const { token } = await world.visitor(shop);
    const { token: foreign } = await world.visitor(other);
    const [body, mac] = token.split('.') as [string, string];
    const forged = Buffer.from(body, 'base64url')
      .toString()
      .replace(/"v":"."/, '"v":"f"');
    for (const bad of [
      `${body}.${mac.slice(1)}x`,
      `${Buffer.from(forged).toString('base64url')}.${mac}x`,
      body,
      '',
      undefined,
      foreign,
    ]) {
      const auth = { site: shop.key, part: 'messenger', token: bad };
      expect(await world.refusal(world.url, auth)).toEqual({ code: 'visitor_unknown', final: true });
    }
  });

  it('take a forged token of a loader for somebody new', async () => {
    const socket = world.socket(shop.origin, { ...loader(), token: 'forged.token' });
    const { token } = await once<{ token: string }>(socket, 'hello');
    expect(token).not.toBe('forged.token');
  });

  it('are silent for a brand that is suspended', async () => {
    const closed = await world.shop('closed');
    await world.database.query(`UPDATE brands SET state = 'suspended' WHERE id = $1`, [closed.brandId]);
    const auth = { site: closed.key, part: 'loader' };
    expect(await world.refusal(closed.origin, auth)).toEqual({ code: 'site_closed', final: true });
  });
});
