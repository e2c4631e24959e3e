import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { MessengerWorld, type TestShop, type TestVisitor } from './world.js';

let world: MessengerWorld;
let shop: TestShop;
let visitor: TestVisitor;

beforeAll(async () => {
  world = await MessengerWorld.start();
  shop = await world.shop('lamps');
  visitor = await world.visitor(shop);
  await visitor.accept();
});

afterAll(() => world?.close());

const PART = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf of';
const LEAVING: [string, (socket: Socket) => unknown][] = [
  ['ended', (socket) => socket.end()],
  ['reset', (socket) => socket.resetAndDestroy()],
];
const BODIES: [string, string, string, string][] = [
  ['a file', '/files', 'multipart/form-data; boundary=x', PART],
  ['a file without a boundary', '/files', 'multipart/form-data', PART],
  [
    'a file of broken headers',
    '/files',
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: \0\r\n\r\n',
  ],
  ['JSON', '/hello', 'application/json', '{"a":'],
  ['a form', '/hello', 'application/x-www-form-urlencoded', 'a=1&b'],
  ['something', '/hello', 'text/plain', 'half of'],
];

/** All that errors and warnings of the application say while that is done. */
async function logged(work: () => Promise<void>): Promise<unknown[]> {
  const spies = (['error', 'warn'] as const).map((level) =>
    jest.spyOn(Logger.prototype, level).mockImplementation(() => undefined),
  );
  await work();
  await sleep(300);
  const calls = spies.flatMap((spy) => spy.mock.calls as unknown[]);
  spies.forEach((spy) => spy.mockRestore());
  return calls;
}

async function dial(): Promise<Socket> {
  const { hostname, port } = new URL(world.url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket.resume();
}

describe.each(LEAVING)('a connection that is %s in the middle of a request', (_, leave) => {
  it.each(BODIES)('of %s is no fault of ours', async (_what, path, type, body) => {
    const calls = await logged(async () => {
      const socket = await dial();
      socket.write(
        `POST /w/${shop.key}${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${visitor.token}\r\n` +
          `Content-Type: ${type}\r\nContent-Length: 5000\r\n\r\n${body}`,
      );
      await sleep(150);
      leave(socket);
    });
    expect(calls).toEqual([]);
  });
});

/** The class of the status of an upload of this. */
async function uploaded(type: string, body: string): Promise<string> {
  let status = 0;
  const calls = await logged(async () => {
    const answer = await fetch(`${world.url}/w/${shop.key}/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${visitor.token}`, 'content-type': type },
      body,
    });
    status = answer.status;
  });
  expect(calls).toEqual([]);
  return `${Math.floor(status / 100)}xx`;
}

it.each([
  ['a file whose end does not come', 'multipart/form-data; boundary=x', PART],
  ['a file without a boundary', 'multipart/form-data', PART],
  ['a file of no parts', 'multipart/form-data; boundary=x', ''],
  [
    'a file of other parts',
    'multipart/form-data; boundary=x',
    PART.replace('"file"', '"other"') + '\r\n--x--\r\n',
  ],
  [
    'a file of many fields',
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'.repeat(9) + '--x--\r\n',
  ],
  [
    'a file of a deep field',
    'multipart/form-data; boundary=x',
    `--x\r\nContent-Disposition: form-data; name="a${'[b]'.repeat(500)}"\r\n\r\n1\r\n--x--\r\n`,
  ],
])('%s is refused', async (_what, type, body) => {
  expect(await uploaded(type, body)).toBe('4xx');
});

it.each([
  ['a file in no charset', 'multipart/form-data; boundary=x; charset=ebcdic', PART + '\r\n--x--\r\n'],
  [
    'a file with an encoding of none',
    'multipart/form-data; boundary=x',
    PART.replace(
      '\r\n\r\n',
      '\r\nContent-Type: text/plain; charset=ebcdic\r\nContent-Transfer-Encoding: none\r\n\r\n',
    ) + '\r\n--x--\r\n',
  ],
])('%s is taken for what its bytes are', async (_what, type, body) => {
  expect(await uploaded(type, body)).toBe('2xx');
});

it.each([
  ['no HTTP', 'nonsense\r\n\r\n'],
  ['half of a request', 'GET / HT'],
  [
    'a frame of no WebSocket',
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n\xff\xff\xff\xff\xff\xff',
  ],
  [
    'a handshake of no WebSocket',
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 99\r\n\r\n',
  ],
])('%s is no fault of ours', async (_what, words) => {
  const calls = await logged(async () => {
    for (const [, leave] of LEAVING) {
      const socket = await dial();
      socket.write(words, 'latin1');
      await sleep(150);
      leave(socket);
    }
  });
  expect(calls).toEqual([]);
});
