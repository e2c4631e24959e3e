import { createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';
import { startDemoShop, type DemoShop } from '../../src/demo/shop/server.js';
import { freePort } from '../support/servers/free-port.js';
import { ROOT } from '../support/app.js';

const SECRET = 'the secret of this site';

describe('a demo shop', () => {
  let shop: DemoShop;
  let base: string;

  beforeAll(async () => {
    const port = await freePort();
    shop = await startDemoShop({
      root: ROOT,
      port,
      publicUrl: 'http://localhost:3000',
      sites: [{ slug: 'maison-lumiere', siteKey: 'key', secret: SECRET }],
    });
    base = `http://localhost:${port}/maison-lumiere`;
  });

  afterAll(() => shop.stop());

  /** Goes through the shop as one browser does, with its cookies. */
  function browser() {
    const jar = new Map<string, string>();
    const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const visit = async (path: string, fields?: Record<string, string>) => {
      const answer = await fetch(base + path, {
        redirect: 'manual',
        headers: { cookie: cookie() },
        ...(fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
      });
      for (const line of answer.headers.getSetCookie()) {
        const [, name, value] = /^(\w+)=([^;]*)/.exec(line) ?? [];
        jar.set(name, value);
      }
      return answer;
    };
    const told = async (path: string) => {
      const page = await (await visit(path)).text();
      const [, text] = /data-told="([^"]*)"/.exec(page) ?? [];
      return JSON.parse(text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&'));
    };
    return { jar, visit, told };
  }

  it('tells the messenger what is in the cart, then what was bought', async () => {
    const { visit, told } = browser();
    await visit('/cart', { product: 'dome' });
    await visit('/cart', { product: 'dome' });
    expect((await told('/cart')).cart).toEqual({ value: 1240, currency: 'EUR' });
    const paid = await visit('/checkout', { name: 'A', email: 'a@client.test', address: 'B' });
    expect(paid.headers.get('location')).toBe('/maison-lumiere/thanks');
    const thanks = await told('/thanks');
    expect(thanks.transaction).toEqual({
      id: expect.stringMatching(/^maison-lumiere-\d{9}$/),
      amount: 1240,
      currency: 'EUR',
    });
    expect(thanks.cart.value).toBe(0);
    expect((await told('/thanks')).transaction.id).toBe(thanks.transaction.id);
  });

  it('takes a product out of the cart at quantity 0', async () => {
    const { visit, told } = browser();
    await visit('/cart', { product: 'galet' });
    await visit('/cart', { product: 'galet', quantity: '0' });
    expect((await told('/cart')).cart.value).toBe(0);
  });

  it('signs who a customer is on every page, until they sign out', async () => {
    const { visit, told } = browser();
    expect((await told('/')).identity).toBeUndefined();
    await visit('/account/sign-in', { customer: 'ML-1042' });
    const { identity } = await told('/products/dome');
    const { signature, ...whole } = identity;
    const signed = `causerie-identity-v2\n${canonicalize(whole)}`;
    expect(signature).toBe(createHmac('sha256', SECRET).update(signed).digest('hex'));
    expect(Object.keys(whole).sort()).toEqual(['attributes', 'email', 'id', 'name']);
    const out = await visit('/account/sign-out', {});
    const after = await told(out.headers.get('location')?.replace('/maison-lumiere', '') ?? '');
    expect(after).toMatchObject({ signedOut: true });
    expect(after.identity).toBeUndefined();
  });

  it('believes no cookie that it did not sign', async () => {
    const { jar, told } = browser();
    jar.set('shop_customer', `${Buffer.from('"ML-1042"').toString('base64url')}.forged`);
    expect((await told('/account')).identity).toBeUndefined();
  });

  it.each([
    '/products/none',
    '/thanks',
    '/collections/none',
    '/cart/none',
    '/assets/../../package.json',
    '/assets/%2e%2e/x.css',
  ])('has nothing at %s', async (path) => {
    expect((await fetch(base + path)).status).toBe(404);
  });

  it('serves everything that its pages ask for', async () => {
    const pages = ['/', '/collections/lampes', '/products/heron', '/community', '/account', '/cart'];
    const texts = await Promise.all(pages.map(async (path) => (await fetch(base + path)).text()));
    const assets = new Set(
      texts.flatMap((text) => [...text.matchAll(/"(\/maison-lumiere\/assets\/[^"]+)"/g)].map(([, at]) => at)),
    );
    expect(assets.size).toBeGreaterThan(15);
    for (const asset of assets)
      expect([asset, (await fetch(new URL(asset, base))).status]).toEqual([asset, 200]);
  });
});
