import { once } from 'node:events';
import { io } from 'socket.io-client';
import request from 'supertest';
import { Config } from '../../src/platform/index.js';
import { startApplication } from '../support/application.js';
import { freshDatabase } from '../support/servers/postgres.js';

const TOKEN = 'a token of the tests';

describe('doors beside those for people', () => {
  let url: string;
  let guarded: string;
  let close: () => Promise<unknown>;

  beforeAll(async () => {
    const database = await freshDatabase();
    const running = await startApplication(database);
    const other = await startApplication(database, { METRICS_TOKEN: TOKEN });
    url = running.url;
    guarded = other.url;
    close = () => Promise.all([running.close(), other.close()]);
  });
  afterAll(() => close?.());

  it.each(['/', '/nobody', '/visitor', '/member'])(
    'lets no page of another origin into the namespace %s',
    async (namespace) => {
      const socket = io(`${url}${namespace}`, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        extraHeaders: { origin: 'https://evil.example' },
      });
      const connected = once(socket as never, 'connect').then(() => 'connected');
      const refused = once(socket as never, 'connect_error').then(() => 'refused');
      expect(await Promise.race([connected, refused])).toBe('refused');
      socket.disconnect();
    },
  );

  it('takes no token that could be guessed', async () => {
    const config = { NODE_ENV: 'test', SECRET_KEY: 'k'.repeat(40), DATABASE_URL: 'postgres://x@localhost/x' };
    expect(() => new Config({ ...config, METRICS_TOKEN: 't'.repeat(15) })).toThrow('METRICS_TOKEN');
    expect(new Config({ ...config, METRICS_TOKEN: 't'.repeat(16) }).metricsToken).toBe('t'.repeat(16));
  });

  it('tells its figures to this machine alone', async () => {
    await request(url).get('/metrics').expect(200);
    for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip'])
      await request(url).get('/metrics').set(header, '127.0.0.1').expect(403);
  });

  it('tells them to who shows the token, and to nobody else where there is one', async () => {
    await request(guarded).get('/metrics').expect(403);
    await request(guarded).get('/metrics').set('Authorization', `Bearer ${TOKEN}s`).expect(403);
    await request(guarded).get('/metrics').set('Authorization', TOKEN).expect(403);
    const { text } = await request(guarded)
      .get('/metrics')
      .set('Authorization', `Bearer ${TOKEN}`)
      .set('X-Forwarded-For', '203.0.113.1')
      .expect(200);
    expect(text).toContain('causerie_http_request_seconds');
  });
});
