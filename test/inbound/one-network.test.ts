import { connect, type Socket } from 'node:net';
import { jest } from '@jest/globals';
import { MailListener } from '../../src/inbound/smtp/mail-listener.js';
import { IntakePace, NetworkPace, type ClientAddresses, type Config } from '../../src/platform/index.js';
import { RateLimits } from '../../src/platform/index.js';
import { freePort } from '../support/servers/free-port.js';
import { until } from '../support/platform.js';
import { SmtpSession } from './smtp-session.js';

const MOST = 20;
const NETWORK = '2001:db8:1:2::/64';
const MEGABYTE = 1024 * 1024;
/** What a timer may be early. */
const EARLY_MS = 5;

/** As of the addresses of one /64, of which this machine has no two. */
const addresses = {
  ofPeer: (address = '') => ({ network: /127\.0\.5\./.test(address) ? NETWORK : address }),
} as unknown as ClientAddresses;

const sockets: Socket[] = [];
let listener: MailListener;
let port: number;
let intake: IntakePace;

beforeEach(async () => {
  port = await freePort();
  const config = { mailListenPort: port, mailDomain: 'chat.example', rateLimitFactor: 1 } as Config;
  intake = new IntakePace(config);
  listener = new MailListener(
    config,
    { of: async () => ({ brandId: 'brand' }) } as never,
    { run: async () => undefined } as never,
    new RateLimits(config),
    addresses,
    new NetworkPace({ networkPace: 1000, rateLimitFactor: 1 } as Config),
    intake,
  );
  await listener.onApplicationBootstrap();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await listener.onModuleDestroy();
});

it('counts the connections of mail servers by their network, whichever addresses of it they come from', async () => {
  const greeting = async (localAddress: string): Promise<string> => {
    const socket = connect({ port, host: '127.0.0.1', localAddress });
    sockets.push(socket);
    let heard = '';
    socket.on('data', (data) => (heard += data.toString()));
    return until(() => heard.slice(0, 3), 5000);
  };
  for (let at = 1; at <= MOST; at += 1) expect(await greeting(`127.0.5.${at}`)).toBe('220');
  expect(await greeting('127.0.5.99')).toBe('421');
  expect(await greeting('127.0.6.1')).toBe('220');
});

/** A mail of two megabytes. */
async function mail(localAddress: string): Promise<void> {
  const session = await SmtpSession.open(port, localAddress);
  sockets.push(session.socket);
  expect(await session.begin('ada@example.org', 'answer@chat.example')).toMatch(/^354/);
  await session.pour(Buffer.from(`${'a'.repeat(1022)}\r\n`.repeat(1024)), 2);
  expect(await session.say('.')).toMatch(/^250/);
}

it('counts every byte of a mail for the network that it comes from', async () => {
  const counted = jest.spyOn(intake, 'waitAfter');
  await mail('127.0.5.1');
  expect(new Set(counted.mock.calls.map(([network]) => network))).toEqual(new Set([NETWORK]));
  const bytes = counted.mock.calls.reduce((sum, [, count]) => sum + count, 0);
  expect(bytes).toBeGreaterThanOrEqual(2 * MEGABYTE);
});

it('reads mails of a network that has used up what may come at once no faster than its pace', async () => {
  const begun = performance.now();
  const owed = intake.waitAfter(NETWORK, 26 * MEGABYTE);
  await mail('127.0.5.1');
  expect(owed).toBeGreaterThan(0);
  expect(performance.now() - begun).toBeGreaterThanOrEqual(2 * owed - EARLY_MS);
});
