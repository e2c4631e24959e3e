import { createHmac } from 'node:crypto';
import { CloseConversation } from '../../src/conversations/index.js';
import { Clock, systemActor } from '../../src/kernel/index.js';
import { SaveSite, SiteAccess } from '../../src/sites/index.js';
import { VisitorLinks, VisitorTokens, type TokenHolder, type VisitorLink } from '../../src/visitors/index.js';
import { MessengerWorld, once, type TestShop, type TestVisitor } from './world.js';

interface Hello {
  token: string;
  ongoing: boolean;
  link?: { conversation?: string; token?: string; notice?: string };
}

describe('a link in a message to a visitor', () => {
  let world: MessengerWorld;
  let shop: TestShop;

  beforeAll(async () => {
    world = await MessengerWorld.start({ RATE_LIMIT_FACTOR: '100' });
    shop = await world.shop('lamps');
  });

  afterEach(() => world.running.app.get(Clock).release());

  afterAll(() => world?.close());

  const links = () => world.running.app.get(VisitorLinks);
  const tokenIn = (address: string) => address.slice(address.lastIndexOf('/') + 1);
  const follow = (token: string) => fetch(`${world.url}/l/${token}`, { redirect: 'manual' });
  const signed = (id: string) => ({
    id,
    signature: createHmac('sha256', shop.secret).update(id).digest('hex'),
  });

  /** Somebody who wrote, and the link that a mail to them would carry. */
  async function addressed(more: { identity?: object } = {}): Promise<{
    visitor: TestVisitor;
    conversationId: string;
    token: string;
    link: VisitorLink;
  }> {
    const visitor = await world.visitor(shop);
    if (more.identity) await visitor.tell('identify', more.identity);
    await visitor.accept();
    const { conversationId } = (await visitor.write('Is the lamp dimmable?')) as { conversationId?: string };
    const [{ visitor_id: visitorId }] = await world.database.query(
      'SELECT visitor_id FROM conversations WHERE id = $1',
      [conversationId],
    );
    const link: VisitorLink = {
      brandId: shop.brandId,
      siteId: shop.siteId,
      visitorId: String(visitorId),
      conversationId: String(conversationId),
      purpose: 'answer',
      seqs: [1],
    };
    return { visitor, conversationId: String(conversationId), token: tokenIn(links().address(link)), link };
  }

  /** A browser that comes to the site with the link in its address. */
  async function arrive(link: string, token?: string): Promise<Hello> {
    const page = { url: `${shop.origin}/lamps`, title: 'Lamps' };
    const loader = world.socket(shop.origin, {
      site: shop.key,
      part: 'loader',
      token,
      page,
      link,
      locale: 'en',
    });
    return once<Hello>(loader, 'hello');
  }

  const mayRead = async (token: string, conversationId: string) => {
    const answer = await fetch(`${world.url}/w/${shop.key}/content?conversation=${conversationId}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return (await answer.text()).includes('Is the lamp dimmable?');
  };

  it('leads to the page of the conversation, with the token where no server sees it', async () => {
    const { token } = await addressed();
    const answer = await follow(token);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(`${shop.origin}/lamps#causerie=${token}`);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toContain('no-store');
  });

  it('leads to no page but those of the site, whatever the conversation and the request say', async () => {
    const { token, conversationId } = await addressed();
    for (const page of [
      'https://evil.test/',
      'javascript:alert(1)',
      `${shop.origin}.evil.test/`,
      'nonsense',
    ]) {
      await world.database.query('UPDATE conversations SET page_url = $2 WHERE id = $1', [
        conversationId,
        page,
      ]);
      const answer = await fetch(`${world.url}/l/${token}`, {
        redirect: 'manual',
        headers: { 'x-forwarded-host': 'evil.test' },
      });
      expect(answer.headers.get('location')).toBe(
        `${world.url}/w/${shop.key}/messenger?lang=en#causerie=${token}`,
      );
    }
    const system = systemActor(shop.brandId);
    const site = await world.running.app.get(SiteAccess).site(system, shop.siteId);
    await world.running.app
      .get(SaveSite)
      .run(system, { ...site, siteId: shop.siteId, homeUrl: `${shop.origin}/home` });
    const home = (await follow(token)).headers.get('location');
    expect(home).toBe(`${shop.origin}/home#causerie=${token}`);
  });

  it('is refused in words when it is forged, cut or over', async () => {
    const { token } = await addressed();
    const changed = `${token.slice(0, -2)}xx`;
    for (const bad of [changed, token.slice(0, 40), 'nothing', `${token}.${token}`]) {
      const answer = await follow(bad);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('This link no longer works');
    }
    expect((await arrive(changed)).link).toEqual({ notice: 'This link is invalid or has expired.' });
    world.running.app.get(Clock).shift(60 * 24 * 3_600_000 - 60_000);
    expect((await follow(token)).status).toBe(302);
    world.running.app.get(Clock).shift(60_000);
    expect((await follow(token)).status).toBe(404);
    expect((await arrive(token)).link).toEqual({ notice: 'This link is invalid or has expired.' });
  });

  it('is as good as forged on another site', async () => {
    const other = await world.shop('tents');
    const { token } = await addressed();
    const loader = world.socket(other.origin, { site: other.key, part: 'loader', link: token });
    expect((await once<Hello>(loader, 'hello')).link).toHaveProperty('notice');
  });

  it('opens nothing for a blocked visitor, and says nothing', async () => {
    const { token, link } = await addressed();
    await world.database.query('UPDATE visitors SET blocked_at = $2 WHERE id = $1', [
      link.visitorId,
      new Date(),
    ]);
    expect((await follow(token)).headers.get('location')).toBe(`${shop.origin}/lamps`);
    expect((await arrive(token)).link).toBeUndefined();
  });

  it('opens nothing while the brand is suspended', async () => {
    const { token } = await addressed();
    await world.database.query(`UPDATE brands SET state = 'suspended' WHERE id = $1`, [shop.brandId]);
    expect((await follow(token)).headers.get('location')).toBe(`${shop.origin}/lamps`);
    await world.database.query(`UPDATE brands SET state = 'active' WHERE id = $1`, [shop.brandId]);
  });

  it('opens the conversation in the visitor’s own browser, engaged or not', async () => {
    const { visitor, token, conversationId } = await addressed();
    await world.running.app.get(CloseConversation).run(systemActor(shop.brandId), { conversationId });
    await world.database.query('UPDATE targeting_rules SET enabled = false WHERE brand_id = $1', [
      shop.brandId,
    ]);
    expect(await arrive(token, visitor.token)).toMatchObject({
      token: visitor.token,
      engaged: false,
      link: { conversation: conversationId },
    });
    await world.database.query('UPDATE targeting_rules SET enabled = true WHERE brand_id = $1', [
      shop.brandId,
    ]);
  });

  it('makes no browser the visitor’s, not even one in which nobody has written', async () => {
    const { visitor, token, conversationId } = await addressed();
    const hello = await arrive(token);
    expect(hello.link?.conversation).toBe(conversationId);
    expect(hello.link?.token).toBeDefined();
    expect(hello.token).not.toBe(visitor.token);
    expect(hello.ongoing).toBe(false);
    expect(await mayRead(hello.token, conversationId)).toBe(false);
    const stranger = await world.visitor(shop, { token: hello.token });
    await stranger.accept();
    expect(await stranger.write('As somebody else', conversationId)).toMatchObject({ code: 'not_found' });
  });

  it('shows its messages to a browser that is somebody else’s without making it theirs', async () => {
    const { token, conversationId } = await addressed();
    const other = await world.visitor(shop);
    await other.accept();
    const own = await other.write('My own question');
    const hello = await arrive(token, other.token);
    expect(hello).toMatchObject({ token: other.token, link: { conversation: conversationId } });
    expect(await mayRead(hello.token, conversationId)).toBe(false);
    expect(await other.write('And another', String(own.conversationId))).toMatchObject({ ok: true });
  });

  it('neither takes an identified visitor over nor makes a browser a customer’s', async () => {
    const customer = await addressed({ identity: signed('ada') });
    const anonymous = await addressed();
    const grace = await world.visitor(shop);
    await grace.tell('identify', signed('grace'));
    for (const { token, conversationId } of [customer, anonymous]) {
      const hello = await arrive(token, grace.token);
      expect(hello.link?.token).toBeDefined();
      expect(await mayRead(hello.token, conversationId)).toBe(false);
    }
    const fresh = await arrive(customer.token);
    expect(fresh.ongoing).toBe(false);
    expect(fresh.link?.token).toBeDefined();
  });

  it('opens everything once the site says that this is the customer it was sent to', async () => {
    const { token, conversationId } = await addressed({ identity: signed('hedy') });
    const page = { url: `${shop.origin}/lamps`, title: 'Lamps' };
    const phone = world.socket(shop.origin, { site: shop.key, part: 'loader', page, link: token });
    const first = await once<Hello>(phone, 'hello');
    expect(first.link?.token).toBeDefined();
    const again = once<Hello>(phone, 'hello');
    await phone.timeout(5000).emitWithAck('identify', signed('hedy'));
    const { link, ongoing, token: renewed } = await again;
    expect({ link, ongoing }).toEqual({ link: { conversation: conversationId }, ongoing: true });
    expect(await mayRead(renewed, conversationId)).toBe(true);
    expect(await mayRead(first.token, conversationId)).toBe(false);

    const other = world.socket(shop.origin, { site: shop.key, part: 'loader', page, link: token });
    await once<Hello>(other, 'hello');
    const elsewhere = once<Hello>(other, 'hello');
    await other.timeout(5000).emitWithAck('identify', signed('joan'));
    expect((await elsewhere).link).toBeUndefined();
  });

  it('brings the history back to an identified browser that shows none of it yet', async () => {
    const { token, conversationId } = await addressed({ identity: signed('mary') });
    await world.database.query('UPDATE targeting_rules SET enabled = false WHERE brand_id = $1', [
      shop.brandId,
    ]);
    const cleared = await world.visitor(shop);
    await cleared.tell('identify', signed('mary'));
    expect(await mayRead(cleared.token, conversationId)).toBe(false);
    expect(await arrive(token, cleared.token)).toMatchObject({
      ongoing: true,
      link: { conversation: conversationId },
    });
    expect(await mayRead(cleared.token, conversationId)).toBe(true);
    await world.database.query('UPDATE targeting_rules SET enabled = true WHERE brand_id = $1', [
      shop.brandId,
    ]);
  });

  it('is followed on a page of ours too, from that page only', async () => {
    const { token, conversationId } = await addressed();
    const post = (origin: string | null, body: object) =>
      fetch(`${world.url}/w/${shop.key}/links`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(origin && { origin }) },
        body: JSON.stringify(body),
      });
    for (const origin of [shop.origin, null, 'null', 'https://evil.example'])
      expect((await post(origin, { link: token })).status).toBe(403);
    expect((await post(world.url, { link: 12 })).status).toBe(422);
    const entered = (await (await post(world.url, { link: token })).json()) as Hello;
    expect(entered.link?.conversation).toBe(conversationId);
    expect(entered.link?.token).toBeDefined();
    expect(await mayRead(entered.token, conversationId)).toBe(false);
  });

  it('gives a token on a page of ours that is worth what was shown, and no more once it was renewed', async () => {
    const { visitor, token } = await addressed();
    const tokens = world.running.app.get(VisitorTokens);
    const enter = async (path: string, origin: string, body: object): Promise<TokenHolder | null> => {
      const answer = await fetch(`${world.url}/w/${shop.key}/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify(body),
      });
      return tokens.read(((await answer.json()) as Hello).token);
    };
    const atShop = (shown: string) =>
      enter('hello', shop.origin, { site: shop.key, part: 'loader', token: shown });
    const here = await enter('links', world.url, { link: token, token: visitor.token });
    const own = tokens.read(visitor.token);
    expect(here).toEqual(own);
    const origins = await world.database.query('SELECT origins FROM sites WHERE id = $1', [own?.siteId]);
    const setOrigins = (list: unknown) =>
      world.database.query('UPDATE sites SET origins = $2 WHERE id = $1', [own?.siteId, list]);
    await setOrigins(['https://moved.example']);
    expect(await enter('links', world.url, { link: token, token: visitor.token })).toBeNull();
    await setOrigins(origins[0].origins);
    expect(await atShop(tokens.issue(here as TokenHolder))).toEqual(own);

    await world.database.query('UPDATE visitors SET renewals = renewals + 1 WHERE id = $1', [own?.browserId]);
    for (const old of [here, own]) {
      const shown = tokens.issue(old as TokenHolder);
      expect((await atShop(shown))?.browserId).not.toBe(own?.browserId);
      expect((await enter('links', world.url, { link: token, token: shown }))?.browserId).not.toBe(
        own?.browserId,
      );
    }
  });
});
