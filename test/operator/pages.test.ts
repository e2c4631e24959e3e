import { CreateBrand } from '../../src/brands/index.js';
import { newId } from '../../src/kernel/index.js';
import { Browser, signedIn } from '../support/people.js';
import { startOperatorWorld, type OperatorWorld } from './world.js';

let world: OperatorWorld;
let ours: string;

beforeAll(async () => {
  world = await startOperatorWorld();
  ours = world.database.brands['maison-lumiere'].id;
});
afterAll(() => world?.close());

const brand = () => `/platform/brands/${ours}`;
const routes = () => [
  ['GET', '/platform'],
  ['GET', '/platform/log'],
  ['GET', '/platform/mails'],
  ['GET', `/platform/mails/${newId()}`],
  ['GET', brand()],
  ['GET', `${brand()}/suspension`],
  ['GET', `${brand()}/reopening`],
  ['POST', `${brand()}/suspension`],
  ['POST', `${brand()}/reopening`],
];
const stateOf = async () =>
  (await world.database.query<{ state: string }>('SELECT state FROM brands WHERE id = $1', [ours]))[0].state;

describe('the pages of operators', () => {
  it.each(['admin@maison-lumiere.test', 'manager@fjord.test', 'lea@maison-lumiere.test'])(
    'are not there for %s',
    async (email) => {
      const member = await signedIn(world.url, email);
      for (const [method, path] of routes()) {
        const answer = await member.request(
          method,
          path,
          method === 'POST' ? { form: { reason: 'Mine' } } : {},
        );
        expect([method, path, answer.status]).toEqual([method, path, 404]);
      }
      expect((await member.get('/account')).text).not.toContain('href="/platform"');
      expect(await stateOf()).toBe('active');
    },
  );

  it('lead whoever is not signed in to sign-in', async () => {
    const stranger = new Browser(world.url);
    await stranger.get('/sign-in');
    for (const [method, path] of routes()) {
      const answer = await stranger.request(
        method,
        path,
        method === 'POST' ? { form: { reason: 'Mine' } } : {},
      );
      if (method === 'GET') expect(answer.location).toContain('/sign-in');
      else expect(answer.status).toBe(401);
    }
    expect(await stateOf()).toBe('active');
  });

  it('are not there any more for who operates no more', async () => {
    const path = await world.link('tom@maison-lumiere.test');
    const tom = await signedIn(world.url, 'tom@maison-lumiere.test');
    await tom.get(path);
    expect((await tom.post(path)).location).toBe('/platform');
    expect((await tom.get('/platform')).status).toBe(200);
    await world.database.query(
      `DELETE FROM operators o USING accounts a WHERE a.id = o.account_id AND a.email = 'tom@maison-lumiere.test'`,
    );
    expect((await tom.get('/platform')).status).toBe(404);
  });

  it('count, and tell nothing of what is said or of who says it', async () => {
    const pages = await Promise.all(
      ['/platform', '/platform/log', brand()].map(async (path) => (await world.operator.get(path)).text),
    );
    const months = await world.database.query<{ conversations: number; messages: number }>(
      `SELECT count(*)::int AS conversations, sum(last_visitor_seq)::int AS messages FROM conversations
       WHERE brand_id = $1 GROUP BY date_trunc('month', started_at AT TIME ZONE 'Europe/Paris')`,
      [ours],
    );
    expect(months.length).toBeGreaterThan(0);
    for (const { conversations, messages } of months)
      expect(pages[2]).toContain(
        `<td class="number">${conversations}</td><td class="number">${messages}</td>`,
      );
    const said = await world.database.query<{ text: string }>(
      `SELECT DISTINCT display_name AS text FROM visitors WHERE display_name IS NOT NULL
       UNION SELECT left(body, 40) FROM entries WHERE length(body) > 20`,
    );
    expect(said.length).toBeGreaterThan(50);
    for (const { text } of said) for (const page of pages) expect(page).not.toContain(text);
  });

  it('are reached from the choice of brands and from the account', async () => {
    expect((await world.operator.get('/brands')).text).toContain('href="/platform"');
    expect((await world.operator.get('/account')).text).toContain('href="/platform"');
  });

  it('answer not found where there is no such brand', async () => {
    for (const id of [newId(), 'no-id']) {
      expect((await world.operator.get(`/platform/brands/${id}`)).status).toBe(404);
      expect((await world.operator.post(`/platform/brands/${id}/suspension`, { reason: 'x' })).status).toBe(
        404,
      );
    }
  });

  it('find a brand by a part of its name or address, and go on page by page', async () => {
    const create = world.app.get(CreateBrand, { strict: false });
    const facts = { defaultLocale: 'en', timeZone: 'Europe/Paris' };
    for (let at = 0; at < 27; at += 1)
      await create.run({ slug: `lamps-${at}`, name: `100% Lamps ${at}`, ...facts });
    const rows = (text: string) =>
      [...text.matchAll(/class="row-link"[^>]*>([^<]+)</g)].map(([, name]) => name);
    const first = await world.operator.get('/platform?q=0%25+lam');
    expect(rows(first.text)).toHaveLength(25);
    expect(rows(first.text)[0]).toBe('100% Lamps 26');
    const plain = first.text.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    const older = /href="(\/platform\?[^"]*before=[^"]*)"/.exec(plain)?.[1] ?? '';
    expect(rows((await world.operator.get(older)).text)).toEqual(['100% Lamps 1', '100% Lamps 0']);
    expect(rows((await world.operator.get('/platform?q=MAISON')).text)).toEqual(['Maison Lumière']);
    const none = await world.operator.get('/platform?q=%25');
    expect(rows(none.text)).toHaveLength(25);
    expect((await world.operator.get('/platform?q=nobody')).text).toContain('No brand matches your search');
    expect((await world.operator.get('/platform?q=%00&before=nonsense')).status).toBe(200);
  });
});

describe('mails of accounts', () => {
  it('are told with what became of them, and what they say while one develops without a mail server', async () => {
    const id = newId();
    await world.database.query(
      `INSERT INTO account_mails (id, kind, recipient, locale, state, reason, provider_id, created_at, state_at, subject, html, body)
       VALUES ($1, 'password_reset', 'ada@example.org', 'en', 'failed', 'refused:550', 'x@test', now(), now(), 'Your link', '<b>x</b>',
         'Open <this>')`,
      [id],
    );
    const list = await world.operator.get('/platform/mails?state=failed');
    expect(list.text).toContain('ada@example.org');
    expect(list.text).toContain('Rejected by the recipient’s server (550).');
    expect(list.text).not.toContain('Open &lt;this&gt;');
    expect((await world.operator.get('/platform/mails?state=sent')).text).not.toContain('ada@example.org');
    const one = await world.operator.get(`/platform/mails/${id}`);
    expect(one.text).toContain('Open &lt;this&gt;');
    expect((await world.operator.get(`/platform/mails/${newId()}`)).status).toBe(404);
    expect((await world.operator.get('/platform/mails?state=odd&before=odd')).status).toBe(200);
  });
});

describe('suspending and reopening', () => {
  it('asks for a reason, and keeps what was typed', async () => {
    const page = `${brand()}/suspension`;
    for (const reason of ['', '  ', 'x'.repeat(301)]) {
      const answer = await world.operator.post(page, { reason });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('id="reason-error"');
      expect(answer.text).toContain(`>${reason}</textarea>`);
    }
    expect(await stateOf()).toBe('active');
  });

  it('stands with its reason in the log of the brand, which names no operator, and in that of operators', async () => {
    await world.operator.get(`${brand()}/suspension`);
    const answer = await world.operator.post(`${brand()}/suspension`, { reason: ' Unpaid <since May> ' });
    expect([answer.status, answer.location]).toEqual([303, `${brand()}?done=suspended`]);
    expect(await stateOf()).toBe('suspended');
    expect((await world.operator.get(`${brand()}?done=suspended`)).text).toContain('Brand suspended.');
    const again = await world.operator.post(`${brand()}/suspension`, { reason: 'Once more' });
    expect(again.status).toBe(409);
    expect(again.text).toContain('already suspended');

    expect((await world.operator.post(`${brand()}/reopening`, { reason: 'Paid' })).status).toBe(303);
    expect(await stateOf()).toBe('active');
    expect((await world.operator.post(`${brand()}/reopening`, { reason: 'Paid' })).status).toBe(409);

    const admin = await signedIn(world.url, 'admin@maison-lumiere.test');
    const { text: log } = await admin.request('GET', '/b/maison-lumiere/admin/audit?kind=brand', {
      headers: { 'accept-language': 'en' },
    });
    expect(log).toMatch(
      /<b>L’exploitant de Causerie<\/b> a suspendu|<b>The Causerie operator<\/b> suspended/,
    );
    expect(log).toContain('Unpaid &lt;since May&gt;');
    expect(log).not.toContain('Camille Renaud');
    const { text: acts } = await world.operator.get('/platform/log');
    expect(acts).toContain('Camille Renaud');
    expect(acts).toContain('Unpaid &lt;since May&gt;');
    expect(acts.indexOf('Paid</dd>')).toBeLessThan(acts.indexOf('Unpaid &lt;since May&gt;'));
    expect((await world.operator.get(brand())).text).toContain('Unpaid &lt;since May&gt;');
  });

  it('writes down an act and its brand’s line together, or none', async () => {
    const count = async () =>
      (
        await world.database.query<{ acts: number; events: number }>(
          `SELECT (SELECT count(*)::int FROM operator_acts WHERE brand_id = $1) AS acts,
             (SELECT count(*)::int FROM events WHERE brand_id = $1 AND actor_kind = 'operator') AS events`,
          [ours],
        )
      )[0];
    expect(await count()).toEqual({ acts: 2, events: 2 });
  });
});
