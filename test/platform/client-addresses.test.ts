import { io } from 'socket.io-client';
import request from 'supertest';
import type { RunningApp } from '../../src/main.js';
import { ClientAddresses } from '../../src/platform/index.js';
import { startApplication } from '../support/application.js';
import { freshDatabase, type TestDatabase } from '../support/servers/postgres.js';

/** Links in mails are limited by address alone. */
const LINK = '/l/forged';
const MOST_LINKS = 60;

describe('where clients are', () => {
  let database: TestDatabase;
  let running: RunningApp;

  beforeAll(async () => {
    database = await freshDatabase();
  });

  afterEach(() => running.close());

  const start = async (env: Record<string, string>) => {
    running = await startApplication(database, env);
  };
  const follow = async (headers: Record<string, string> = {}) =>
    (await request(running.url).get(LINK).set(headers)).status;
  /** Whether somebody who comes with these headers, each time with others, is stopped in the end. */
  const isLimited = async (headers: (at: number) => Record<string, string>) => {
    for (let at = 0; at < MOST_LINKS; at += 1) expect(await follow(headers(at))).toBe(404);
    return (await follow(headers(MOST_LINKS))) === 429;
  };
  const from = (...addresses: string[]) => ({ 'x-forwarded-for': addresses.join(', ') });
  const figures = async () => (await request(running.url).get('/metrics')).text;

  it('are told by the trusted proxy, whatever the client has written before it', async () => {
    await start({ TRUST_PROXY: '1' });
    expect(await isLimited((at) => from(`203.0.113.${at}`, '198.51.100.7'))).toBe(true);
    expect(await follow(from('198.51.100.7', '198.51.100.8'))).toBe(404);
  });

  it('are told by the last of several proxies', async () => {
    await start({ TRUST_PROXY: '2' });
    expect(await isLimited((at) => from(`203.0.113.${at}`, '198.51.100.7', `10.0.0.${at}`))).toBe(true);
    expect(await follow(from('198.51.100.8', '10.0.0.1'))).toBe(404);
  });

  it('are told by a proxy whose address is on the list', async () => {
    await start({ TRUST_PROXY: 'loopback, 10.0.0.0/8' });
    expect(await isLimited((at) => from(`203.0.113.${at}`, '198.51.100.7', '10.1.2.3'))).toBe(true);
    expect(await follow(from('198.51.100.8'))).toBe(404);
  });

  it('are one network by the first half of an IPv6 address', async () => {
    await start({ TRUST_PROXY: '1' });
    expect(await isLimited((at) => from(`2001:db8:1:2:${at}::1`))).toBe(true);
    expect(await follow(from('2001:db8:1:3::1'))).toBe(404);
  });

  it('are the same with IPv4 mapped into IPv6 and with the port that some proxies add', async () => {
    await start({ TRUST_PROXY: '1' });
    const ways = ['198.51.100.7', '::ffff:198.51.100.7', '198.51.100.7:4711', '[::ffff:198.51.100.7]:80'];
    expect(await isLimited((at) => from(ways[at % ways.length] ?? ''))).toBe(true);
  });

  it.each<Record<string, string>>([{}, { TRUST_PROXY: '0' }, { TRUST_PROXY: '0', NODE_ENV: 'production' }])(
    'are not what a header says where no proxy is named: %j',
    async (env) => {
      await start(env);
      expect(await isLimited((at) => from(`203.0.113.${at}`))).toBe(true);
      expect(await figures()).toMatch(/^causerie_untrusted_forwarders 0$/m);
    },
  );

  it('are unknown in production behind a proxy that nobody named: an alert, and nobody is limited for all', async () => {
    await start({ NODE_ENV: 'production' });
    expect(await isLimited(() => from('198.51.100.7'))).toBe(false);
    expect(await isLimited(() => ({}))).toBe(false);
    expect(await figures()).toMatch(/^causerie_untrusted_forwarders 1$/m);
  });

  it('are limited in production as long as nothing is forwarded', async () => {
    await start({ NODE_ENV: 'production' });
    expect(await isLimited(() => ({}))).toBe(true);
  });

  it('are unknown behind a proxy that is not on the list, also for sockets', async () => {
    await start({ NODE_ENV: 'production', TRUST_PROXY: '10.0.0.0/8' });
    const socket = io(`${running.url}/visitor`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { part: 'nothing' },
      extraHeaders: from('198.51.100.7'),
    });
    await new Promise((resolve) => socket.once('connect_error', resolve));
    socket.disconnect();
    expect(await figures()).toMatch(/^causerie_untrusted_forwarders 1$/m);
    expect(await isLimited(() => ({}))).toBe(false);
  });

  it('of mail servers are their own', async () => {
    await start({ TRUST_PROXY: '1' });
    const addresses = running.app.get(ClientAddresses);
    expect(addresses.ofPeer('::ffff:192.0.2.1')).toMatchObject({ text: '192.0.2.1', network: '192.0.2.1' });
    expect(addresses.ofPeer('2001:db8:1:2:3::4')).toMatchObject({
      text: '2001:db8:1:2:3::4',
      network: '2001:db8:1:2::/64',
    });
    expect(addresses.ofPeer(undefined)).toMatchObject({ text: '', network: null });
  });

  it.each(['yes', '1.2.3', '10.0.0.0/33'])('refuses %s as a setting for proxies', async (TRUST_PROXY) => {
    await start({});
    await expect(startApplication(database, { TRUST_PROXY })).rejects.toThrow(
      /TRUST_PROXY must be a number of proxies/,
    );
  });
});
