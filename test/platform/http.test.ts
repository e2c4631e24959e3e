import { request as httpRequest } from 'node:http';
import request from 'supertest';
import type { RunningApp } from '../../src/main.js';
import { Assets } from '../../src/platform/index.js';
import { startApplication } from '../support/application.js';
import { freshDatabase, type TestDatabase } from '../support/servers/postgres.js';

describe('the web server', () => {
  let database: TestDatabase;
  let running: RunningApp;

  beforeAll(async () => {
    database = await freshDatabase();
    running = await start();
  });

  afterAll(() => running.close());

  async function start(env: Record<string, string> = {}): Promise<RunningApp> {
    return startApplication(database, env);
  }

  it('lets nothing inline and nothing foreign run, and nobody frame it', async () => {
    const { headers, text } = await request(running.url).get('/').expect(200);
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['cache-control']).toContain('no-store');
    expect(text).not.toMatch(/<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=/);
  });

  it.each([
    ['half of JSON', 'application/json', '{"a":'],
    ['JSON that is deep', 'application/json', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['JSON that is a little deep', 'application/json', '{"a":'.repeat(60) + '1' + '}'.repeat(60)],
    ['a megabyte', 'application/json', JSON.stringify({ a: 'x'.repeat(1_000_000) })],
    ['a form of a megabyte', 'application/x-www-form-urlencoded', `a=${'x'.repeat(1_000_000)}`],
    ['a form of many fields', 'application/x-www-form-urlencoded', 'a=1&'.repeat(5000)],
    ['broken escapes', 'application/x-www-form-urlencoded', 'email=%E0%A4%A&password=%'],
    ['an unknown charset', 'application/json; charset=ebcdic', '{}'],
    ['a prototype', 'application/json', '{"__proto__":{"admin":true},"constructor":{"prototype":{}}}'],
  ])('refuses %s clearly and goes on', async (_what, type, body) => {
    for (const path of ['/sign-in', '/w/nowhere/messages', '/api/v1/nothing']) {
      const answer = await request(running.url).post(path).set('Content-Type', type).send(body);
      expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true]);
    }
    await request(running.url).get('/health/ready').expect(200);
  });

  it.each([
    '/%',
    '/%c0%ae%c0%ae/',
    '/assets/x/../../package.json',
    '/assets/x/..%2f..%2fpackage.json',
    '/b/%00/desk',
  ])('has nothing at %s', async (path) => {
    const status = await new Promise((resolve, reject) => {
      const asked = httpRequest(running.url, { path, method: 'GET' }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.on('error', reject).end();
    });
    expect([303, 404, 422]).toContain(status);
  });

  it('says what is wrong in the reader’s language, to programs as problem details', async () => {
    const french = await request(running.url)
      .get('/nothing')
      .set('Accept-Language', 'fr-CH')
      .set('Accept', 'text/html');
    expect([french.status, /lang="fr"/.test(french.text)]).toEqual([404, true]);
    const german = await request(running.url)
      .get('/nothing')
      .set('Accept-Language', 'de')
      .set('Accept', 'text/html');
    expect(german.text).toContain('lang="en"');
    await request(running.url)
      .get('/nothing')
      .set('Accept', 'application/json')
      .expect('Content-Type', /application\/problem\+json/)
      .expect(({ body }: { body: object }) => expect(body).toMatchObject({ status: 404, code: 'not_found' }));
  });

  it('keeps files for ever under addresses that change with them, compressed', async () => {
    const assets = running.app.get(Assets);
    const css = await request(running.url)
      .get(assets.url('build/desk.css'))
      .set('Accept-Encoding', 'gzip')
      .expect(200);
    expect(css.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'gzip',
    });
    const before = await request(running.url).get('/assets/before/build/desk.css').expect(200);
    expect(before.headers['cache-control']).toBe('public, no-cache');
    await request(running.url).get(assets.url('build/nothing.css')).expect(404);
  });

  it('tells its figures by route, with nothing of a person in them', async () => {
    await request(running.url).get('/b/some-brand/desk/conversations/somebody?token=secret');
    const { text } = await request(running.url).get('/metrics').expect(200);
    expect(text).toContain('causerie_http_request_seconds_bucket');
    expect(text).not.toMatch(/some-brand|secret|127\.0\.0\.1/);
  });

  it('finishes what it has begun when it stops, and takes nothing new', async () => {
    const other = await start();
    const slow = new Promise<number | undefined>((resolve, reject) => {
      const asked = httpRequest(
        `${other.url}/sign-in`,
        {
          method: 'POST',
          headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': 20 },
        },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      asked.on('error', reject);
      asked.write('email=a@b.c');
      setTimeout(() => asked.end('&password'), 600);
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const begun = performance.now();
    const closed = other.close();
    await expect(slow).resolves.toBe(403);
    await closed;
    expect(performance.now() - begun).toBeLessThan(10_000);
    await expect(fetch(`${other.url}/health/live`)).rejects.toThrow();
  });

  it.each(['ownerUrl', 'superuserUrl'] as const)('does not serve with the rights of %s', async (role) => {
    await expect(start({ DATABASE_URL: database[role] })).rejects.toThrow(/application's role/);
  });

  it('names what is missing in its settings', async () => {
    await expect(start({ SECRET_KEY: 'short', PORT: 'http' })).rejects.toThrow(/PORT[^]*SECRET_KEY/);
  });
});
