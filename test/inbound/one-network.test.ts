import { connect, type Socket } from 'node:net';
import { MailListener } from '../../src/inbound/smtp/mail-listener.js';
import { IntakePace, NetworkPace, type ClientAddresses, type Config } from '../../src/platform/index.js';
import { RateLimits } from '../../src/platform/index.js';
import { freePort } from '../support/servers/free-port.js';
import { until } from '../support/platform.js';

const MOST = 20;

/** As of the addresses of one /64, of which this machine has no two. */
const addresses = {
  ofPeer: (address = '') => ({ network: /127\.0\.5\./.test(address) ? '2001:db8:1:2::/64' : address }),
} as unknown as ClientAddresses;

it('counts the connections of mail servers by their network, whichever addresses of it they come from', async () => {
  const config = {
    mailListenPort: await freePort(),
    mailDomain: 'chat.example',
    rateLimitFactor: 1,
  } as Config;
  const pace = new NetworkPace({ networkPace: 1000, rateLimitFactor: 1 } as Config);
  const listener = new MailListener(
    config,
    {} as never,
    {} as never,
    new RateLimits(config),
    addresses,
    pace,
    new IntakePace({ rateLimitFactor: 1 } as Config),
  );
  await listener.onApplicationBootstrap();
  const sockets: Socket[] = [];
  const greeting = async (localAddress: string): Promise<string> => {
    const socket = connect({ port: Number(config.mailListenPort), host: '127.0.0.1', localAddress });
    sockets.push(socket);
    let heard = '';
    socket.on('data', (data) => (heard += data.toString()));
    return until(() => heard.slice(0, 3), 5000);
  };
  try {
    for (let at = 1; at <= MOST; at += 1) expect(await greeting(`127.0.5.${at}`)).toBe('220');
    expect(await greeting('127.0.5.99')).toBe('421');
    expect(await greeting('127.0.6.1')).toBe('220');
  } finally {
    for (const socket of sockets) socket.destroy();
    await listener.onModuleDestroy();
  }
});
