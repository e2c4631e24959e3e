import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import express from 'express';
import { untilWhole } from './body.js';

let server: Server;

beforeAll(async () => {
  const app = express();
  app.use(untilWhole(300), express.json());
  app.post('/', (request, response) => void response.json(request.body));
  server = app.listen(0);
  await once(server, 'listening');
});
afterAll(() => void server.close());

/** What comes back for these pieces, sent 100 ms after each other, and how long the connection stands. */
async function send(pieces: string[]): Promise<{ answer: string; milliseconds: number }> {
  const began = performance.now();
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => (answer += String(chunk)));
  const [first, ...rest] = pieces;
  socket.write(
    `POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n${first}`,
  );
  const timers = rest.map((piece, at) => setTimeout(() => socket.write(piece), 100 * (at + 1)));
  await once(socket, 'close');
  timers.forEach(clearTimeout);
  return { answer, milliseconds: performance.now() - began };
}

it('takes a body that comes in pieces', async () => {
  const { answer } = await send(['{"a":', '"bcd"}']);
  expect(answer).toContain('200 OK');
  expect(answer).toContain('{"a":"bcd"}');
});

it('ends a request whose body never ends', async () => {
  const { answer, milliseconds } = await send(['{"a":', '"']);
  expect(answer).toContain('408 Request Timeout');
  expect(milliseconds).toBeLessThan(5_000);
});
