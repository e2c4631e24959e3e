import { randomUUID } from 'node:crypto';
import { brotliDecompressSync } from 'node:zlib';
import { MessengerWorld, type TestShop, type TestVisitor } from './world.js';

describe('the widgets by HTTP', () => {
  let world: MessengerWorld;
  let shop: TestShop;
  let other: TestShop;
  let visitor: TestVisitor;

  beforeAll(async () => {
    world = await MessengerWorld.start();
    shop = await world.shop('lamps', { locale: 'fr' });
    other = await world.shop('tents');
    visitor = await world.visitor(shop);
  });

  afterAll(() => world?.close());

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${world.url}${path}`, { headers });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const post = (path: string, body: unknown, headers: Record<string, string>) =>
    fetch(`${world.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  it('serve the loader compressed, for any page to load', async () => {
    const answer = await get(`/w/${shop.key}.js`, { 'accept-encoding': 'br' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/javascript');
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(answer.headers.get('cache-control')).toContain('public');
    expect(await answer.text()).not.toMatch(/\bimport\b(?!ant)/);
  });

  it('name in the policy of a frame no origin that would say more there than a host', async () => {
    const { origins } = (
      await world.database.query('SELECT origins FROM sites WHERE id = $1', [shop.siteId])
    )[0];
    const stored = [
      ...(origins as string[]),
      "http://a.test'unsafe-inline'",
      'http://b.test;script-src',
      '*',
    ];
    const write = (of: unknown, logo: string | null) =>
      world.database.query('UPDATE sites SET origins = $2, logo = $3 WHERE id = $1', [shop.siteId, of, logo]);
    await write(stored, "http://c.test'unsafe-eval'/logo.png");
    const answer = await get(`/w/${shop.key}/messenger?lang=en`);
    await write(origins, null);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy.split(';')).toContain(`frame-ancestors ${shop.origin} 'self'`);
    expect(policy).not.toMatch(/unsafe|\.test/);
  });

  it('frame the messenger on the site and nowhere else, and say nothing of who reads', async () => {
    const answer = await get(`/w/${shop.key}/messenger?lang=fr`, { cookie: 'causerie=x' });
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`frame-ancestors ${shop.origin} 'self'`);
    expect(policy).not.toContain('unsafe');
    expect(answer.headers.get('x-frame-options')).toBeNull();
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('cache-control')).toContain('public');
    const html = await answer.text();
    expect(html).toContain('lang="fr"');
    expect(html).toContain('Votre message');
  });

  it('speak the language that was asked for, else the site’s', async () => {
    const language = async (query: string) =>
      /<html lang="(\w+)" dir="(\w+)"/
        .exec(await (await get(`/w/${shop.key}/messenger${query}`)).text())
        ?.slice(1);
    expect(await language('?lang=ar')).toEqual(['ar', 'rtl']);
    expect(await language('?lang=xx')).toEqual(['fr', 'ltr']);
    expect(await language('?lang=fr&lang=en')).toEqual(['fr', 'ltr']);
    expect(await language('')).toEqual(['fr', 'ltr']);
  });

  it('bring the brand’s colour', async () => {
    expect(await (await get(`/w/${shop.key}/theme.css`)).text()).toContain('--brand:#1c5d6b');
  });

  it('show the brand’s logo, from where it lies and from nowhere else', async () => {
    const framed = async () => {
      const answer = await get(`/w/${shop.key}/messenger?lang=fr`);
      return { policy: answer.headers.get('content-security-policy') ?? '', html: await answer.text() };
    };
    expect((await framed()).policy).toContain("img-src 'self' data: blob:;");
    await world.database.query('UPDATE sites SET logo = $2 WHERE id = $1', [
      shop.siteId,
      'https://lamps.test/logo.png',
    ]);
    const { policy, html } = await framed();
    expect(policy).toContain("img-src 'self' data: blob: https://lamps.test;");
    expect(html).toContain('<img src="https://lamps.test/logo.png"');
    await world.database.query('UPDATE sites SET logo = NULL WHERE id = $1', [shop.siteId]);
  });

  it('show the terms in the reader’s language', async () => {
    const html = await (await get(`/w/${shop.key}/documents/${shop.documentId}?lang=fr`)).text();
    expect(html).toContain('Ce que nous gardons.');
    for (const id of [other.documentId, randomUUID(), 'x']) {
      expect((await get(`/w/${shop.key}/documents/${id}`)).status).toBe(404);
    }
  });

  it.each(['.js', '/messenger', '/theme.css', '/content', `/documents/${randomUUID()}`])(
    'know no site by another key: %s',
    async (path) => {
      for (const key of ['x', 'A'.repeat(43), shop.key.slice(1)]) {
        expect((await get(`/w/${key}${path}`, bearer(visitor.token))).status).toBe(404);
      }
    },
  );

  it('show what is the visitor’s to the bearer of the token only', async () => {
    const { status } = await get(`/w/${shop.key}/content`, bearer(visitor.token));
    expect(status).toBe(200);
    const [body] = visitor.token.split('.');
    for (const headers of [
      {},
      bearer(''),
      bearer('x.y'),
      bearer(`${body}.x`),
      { authorization: visitor.token },
    ]) {
      expect((await get(`/w/${shop.key}/content`, headers)).status).toBe(401);
    }
    expect((await get(`/w/${other.key}/content`, bearer(visitor.token))).status).toBe(401);
    const foreign = { ...bearer(visitor.token), origin: shop.origin };
    expect((await get(`/w/${shop.key}/content`, foreign)).status).toBe(403);
  });

  it('take messages where no WebSocket gets through', async () => {
    const message = { conversationId: null, clientId: randomUUID(), body: 'By HTTP' };
    const path = `/w/${shop.key}/messages?lang=fr`;
    const refused = await post(path, message, bearer(visitor.token));
    expect([refused.status, await refused.json()]).toEqual([
      403,
      expect.objectContaining({
        code: 'consent_missing',
        title: expect.stringContaining('conditions') as string,
      }),
    ]);
    const accepted = await post(
      `/w/${shop.key}/consents`,
      { documentIds: [shop.documentId] },
      bearer(visitor.token),
    );
    expect(accepted.status).toBe(204);
    const sent = await post(path, message, bearer(visitor.token));
    expect([sent.status, await sent.json()]).toEqual([
      200,
      expect.objectContaining({ state: 'started', seq: 1 }),
    ]);
    const again = await post(path, message, bearer(visitor.token));
    expect(await again.json()).toMatchObject({ state: 'repeated', seq: 1 });
    expect((await post(path, { body: 12 }, bearer(visitor.token))).status).toBe(422);
    const html = await (await get(`/w/${shop.key}/content`, bearer(visitor.token))).text();
    expect(html).toContain('By HTTP');
  });

  it('greet a page by HTTP from the site’s origin only', async () => {
    const path = `/w/${shop.key}/hello`;
    const body = { site: shop.key, part: 'loader', locale: 'en' };
    const answer = await post(path, body, { origin: shop.origin });
    expect(answer.headers.get('access-control-allow-origin')).toBe(shop.origin);
    expect(await answer.json()).toMatchObject({ label: 'Chat with us', token: expect.any(String) as string });
    const asked = await fetch(`${world.url}${path}`, { method: 'OPTIONS', headers: { origin: shop.origin } });
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, shop.origin]);
    for (const origin of ['https://evil.example', other.origin, 'null']) {
      const refused = await post(path, body, { origin });
      expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    }
    expect((await post(path, { ...body, site: other.key }, { origin: shop.origin })).status).toBe(422);
  });

  it('keep files by their content and refuse what the site does not take', async () => {
    const upload = (bytes: Uint8Array<ArrayBuffer>, name: string) => {
      const form = new FormData();
      form.append('file', new File([bytes], name));
      return fetch(`${world.url}/w/${shop.key}/files?lang=fr`, {
        method: 'POST',
        headers: bearer(visitor.token),
        body: form,
      });
    };
    const kept = await upload(new TextEncoder().encode('a note'), 'note.html');
    expect([kept.status, await kept.json()]).toEqual([
      201,
      expect.objectContaining({ name: 'note.html.txt', type: 'text/plain' }),
    ]);
    const refused = await upload(new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]), 'picture.png');
    expect([refused.status, await refused.json()]).toEqual([
      422,
      expect.objectContaining({ code: 'file_type_refused' }),
    ]);
    const large = await upload(new Uint8Array(12 * 1024 * 1024), 'film.mp4');
    expect([large.status, await large.json()]).toEqual([
      413,
      expect.objectContaining({ code: 'file_too_large', title: '10\u00a0Mo au plus par fichier.' }),
    ]);
    expect((await fetch(`${world.url}/w/${shop.key}/files`, { method: 'POST' })).status).toBe(401);
  });

  it('weigh little: the page before any click, and the messenger opened', async () => {
    const sizeOf = async (path: string): Promise<number> => {
      const { request } = await import('node:http');
      return new Promise((resolve, reject) => {
        request(`${world.url}${path}`, { headers: { 'accept-encoding': 'br' } }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const body = Buffer.concat(chunks);
            if (response.headers['content-encoding'] === 'br')
              expect(brotliDecompressSync(body).length).toBeGreaterThan(0);
            resolve(body.length);
          });
        })
          .on('error', reject)
          .end();
      });
    };
    expect(await sizeOf(`/w/${shop.key}.js`)).toBeLessThan(6 * 1024);
    const html = await (await get(`/w/${shop.key}/messenger`)).text();
    const loaded = [...html.matchAll(/(?:href|src)="(\/(?:assets|w)\/[^"#]+)/g)].map(([, path]) => path);
    const all = [...new Set(loaded)].filter((path) => !path.includes('/documents/'));
    expect(all.length).toBeGreaterThan(5);
    const sizes = await Promise.all([`/w/${shop.key}/messenger`, ...all].map(sizeOf));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(38 * 1024);
  });
});
