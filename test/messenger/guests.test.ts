import { randomUUID } from 'node:crypto';
import { PostMessage } from '../../src/conversations/index.js';
import { Clock } from '../../src/kernel/index.js';
import { CreateSite, PublishDocument, siteKey } from '../../src/sites/index.js';
import { VisitorLinks, type LinkPurpose } from '../../src/visitors/index.js';
import { systemActor } from '../../src/kernel/index.js';
import { MessengerWorld, once, type TestShop, type TestVisitor } from './world.js';

interface Hello {
  token: string;
  ongoing: boolean;
  link?: { conversation?: string; token?: string; notice?: string };
}

/** Somebody to whom a mail with a link was forwarded: they see what the mail said, and are nobody else by it. */
describe('a guest who came by somebody else’s link', () => {
  let world: MessengerWorld;
  let shop: TestShop;
  let visitor: TestVisitor;
  let conversationId: string;
  let visitorId: string;
  let guest: string;
  let ownToken: string;

  beforeAll(async () => {
    world = await MessengerWorld.start({ RATE_LIMIT_FACTOR: '100' });
    shop = await world.shop('lamps');
    visitor = await world.visitor(shop);
    await visitor.accept();
    conversationId = String((await visitor.write('Is the lamp dimmable?')).conversationId);
    await world.database.query(
      `UPDATE conversations SET state = 'on_desk', member_id = $2, queue_no = NULL WHERE id = $1`,
      [conversationId, shop.agent.id],
    );
    await answer(`It is. ${'very '.repeat(250)}much`);
    await answer('This came after the mail.');
    await visitor.write('My number is 0612345678', conversationId);
    await visitor.ask('settings', { email: 'ada@example.test' });
    const [row] = await world.database.query('SELECT visitor_id FROM conversations WHERE id = $1', [
      conversationId,
    ]);
    visitorId = String(row.visitor_id);
    const somebody = await world.visitor(shop);
    await somebody.accept();
    await somebody.write('A question of my own');
    ownToken = somebody.token;
    guest = String((await arrive(await link(), ownToken)).link?.token);
  });

  afterEach(() => world.running.app.get(Clock).release());

  afterAll(() => world?.close());

  const answer = (body: string) =>
    world.running.app.get(PostMessage).run(shop.agent, { conversationId, clientId: randomUUID(), body });

  /** The token of a link in a mail that told of the first question and its answer. */
  async function link(purpose: LinkPurpose = 'answer'): Promise<string> {
    const rows = await world.database.query(
      `SELECT seq FROM entries WHERE conversation_id = $1 AND kind = 'message' AND side IN ('visitor', 'member')
       ORDER BY seq LIMIT 2`,
      [conversationId],
    );
    const address = world.running.app.get(VisitorLinks).address({
      brandId: shop.brandId,
      siteId: shop.siteId,
      visitorId,
      conversationId,
      purpose,
      seqs: rows.map(({ seq }) => Number(seq)),
    });
    return address.slice(address.lastIndexOf('/') + 1);
  }

  async function arrive(link: string, token?: string): Promise<Hello> {
    const page = { url: `${shop.origin}/lamps`, title: 'Lamps' };
    return once<Hello>(
      world.socket(shop.origin, { site: shop.key, part: 'loader', token, page, link, locale: 'en' }),
      'hello',
    );
  }

  const ask = (path: string, { token = guest, body }: { token?: string; body?: object } = {}) =>
    fetch(`${world.url}/w/${shop.key}/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });

  it('sees the messages that the mail showed, as far as it showed them, and no other', async () => {
    const response = await ask('guest');
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toContain('no-store');
    const html = await response.text();
    expect(html).toContain('Is the lamp dimmable?');
    expect(html).toContain('It is. very');
    expect(html).not.toContain('much');
    expect(html).not.toContain('This came after the mail.');
    expect(html).not.toContain('0612345678');
    expect(html).not.toContain('ada@example.test');
    expect(html).not.toMatch(/<textarea|<input|\/files\//);
  });

  it('sees nothing that the visitor has hidden since', async () => {
    await visitor.ask('settings', { historyHidden: true });
    expect(await (await ask('guest')).text()).not.toContain('Is the lamp dimmable?');
    await visitor.ask('settings', { historyHidden: false });
    expect(await (await ask('guest')).text()).toContain('Is the lamp dimmable?');
  });

  it('becomes a visitor neither at the handshake of the page nor of the messenger', async () => {
    const loader = world.socket(shop.origin, { site: shop.key, part: 'loader', token: guest });
    const hello = await once<Hello>(loader, 'hello');
    expect(hello.ongoing).toBe(false);
    expect(hello.token).not.toBe(guest);
    expect(
      await (await ask(`content?conversation=${conversationId}`, { token: hello.token })).text(),
    ).not.toContain('Is the lamp dimmable?');
    await expect(
      world.refusal(world.url, { site: shop.key, part: 'messenger', token: guest }),
    ).resolves.toEqual({ code: 'visitor_unknown', final: true });
  });

  it('may do nothing in the visitor’s name by HTTP', async () => {
    const message = { conversationId, clientId: randomUUID(), body: 'As the visitor' };
    const tried = [
      ask('content'),
      ask(`content?conversation=${conversationId}`),
      ask(`history?conversation=${conversationId}&before=9`),
      ask('history'),
      ask('messages', { body: message }),
      ask('settings', { body: { email: 'eve@example.test' } }),
      ask('settings', { body: { historyHidden: true } }),
      ask('surveys', { body: { conversationId, score: 1 } }),
      ask('consents', { body: { documentIds: [shop.documentId] } }),
      ask('files', { body: {} }),
    ];
    for (const response of await Promise.all(tried)) expect(response.status).toBe(401);
    const [row] = await world.database.query('SELECT email, history_hidden_at FROM visitors WHERE id = $1', [
      visitorId,
    ]);
    expect(row).toEqual({ email: 'ada@example.test', history_hidden_at: null });
  });

  it('follows no link and opens no file, mail or answer address with what it has', async () => {
    for (const path of ['l', 'files', 'mail/unsubscribe', 'mail/sender'])
      expect((await fetch(`${world.url}/${path}/${guest}`, { redirect: 'manual' })).status).toBe(404);
    expect((await arrive(guest)).link).toHaveProperty('notice');
  });

  it('is a guest on the site of the link alone', async () => {
    const other = await world.shop('tents');
    const site = {
      name: 'Outlet',
      origins: ['https://outlet.example'],
      defaultLocale: 'en',
      colour: '#1c5d6b',
    };
    const outlet = await world.running.app.get(CreateSite).run(systemActor(shop.brandId), site);
    for (const key of [other.key, siteKey(shop.brandId, outlet)]) {
      const headers = { authorization: `Bearer ${guest}` };
      expect((await fetch(`${world.url}/w/${key}/guest`, { headers })).status).toBe(401);
    }
  });

  it('asks from the messenger’s own document alone', async () => {
    const headers = { authorization: `Bearer ${guest}`, origin: shop.origin };
    expect((await fetch(`${world.url}/w/${shop.key}/guest`, { headers })).status).toBe(403);
    const own = { authorization: `Bearer ${guest}`, origin: world.url };
    expect((await fetch(`${world.url}/w/${shop.key}/guest`, { headers: own })).status).toBe(200);
  });

  it('is let in by nothing but a guest’s token', async () => {
    for (const token of [visitor.token, ownToken, await link(), '', 'nonsense', `${guest}x`])
      expect((await ask('guest', { token })).status).toBe(401);
  });

  it('is gone after a day, when the visitor is blocked and while the brand is suspended', async () => {
    world.running.app.get(Clock).shift(24 * 3_600_000 - 300_000);
    expect((await ask('guest')).status).toBe(200);
    world.running.app.get(Clock).shift(300_000);
    expect((await ask('guest')).status).toBe(401);
    world.running.app.get(Clock).release();

    await world.database.query('UPDATE visitors SET blocked_at = now() WHERE id = $1', [visitorId]);
    expect((await ask('guest')).status).toBe(401);
    await world.database.query('UPDATE visitors SET blocked_at = NULL WHERE id = $1', [visitorId]);

    await world.database.query(`UPDATE brands SET state = 'suspended' WHERE id = $1`, [shop.brandId]);
    expect((await ask('guest')).status).toBe(403);
    await world.database.query(`UPDATE brands SET state = 'active' WHERE id = $1`, [shop.brandId]);
    expect((await ask('guest')).status).toBe(200);
  });

  it('sees no message by a link of before, which does not say what its mail showed', async () => {
    const app = world.running.app;
    const old = app.get(VisitorLinks).address({
      brandId: shop.brandId,
      siteId: shop.siteId,
      visitorId,
      conversationId,
      purpose: 'answer',
      seqs: [],
    });
    const hello = await arrive(old.slice(old.lastIndexOf('/') + 1));
    const html = await (await ask('guest', { token: String(hello.link?.token) })).text();
    expect(html).not.toContain('Is the lamp dimmable?');
  });

  it('may accept new terms where the mail asked for that, and nothing else', async () => {
    const documentId = await world.running.app.get(PublishDocument).run(systemActor(shop.brandId), {
      audience: 'visitors',
      kind: 'privacy',
      mustAccept: true,
      texts: { en: { title: 'Privacy', body: 'What we keep.' }, fr: { title: 'Vie privée', body: 'Rien.' } },
    });
    const accepted = async () =>
      (
        await world.database.query('SELECT FROM consents WHERE visitor_id = $1 AND document_id = $2', [
          visitorId,
          documentId,
        ])
      ).length;
    expect((await ask('guest/consents', { body: { documentIds: [documentId] } })).status).toBe(403);
    expect(await accepted()).toBe(0);

    const token = String((await arrive(await link('terms'))).link?.token);
    expect(await (await ask('guest', { token })).text()).toContain('Privacy');
    expect((await ask('guest/consents', { token, body: { documentIds: [documentId] } })).status).toBe(204);
    expect(await accepted()).toBe(1);
    expect((await ask('messages', { token, body: {} })).status).toBe(401);
  });
});
