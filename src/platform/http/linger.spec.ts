import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import express from 'express';
import { cutOffAnswered } from './linger.js';

let server: Server;

beforeAll(async () => {
  const app = express();
  app.use(cutOffAnswered({ quietMs: 200, quietBytes: 1000, longestMs: 1500, lookMs: 50 }));
  app.post('/', (_request, response) => void response.sendStatus(403));
  server = app.listen(0);
  await once(server, 'listening');
});
afterAll(() => void server.close());

/** Sends so many bytes at a time, every 20 ms, until there are 100,000 or the server ends it: how many those were. */
async function sent(bytes: number): Promise<{ sent: number; answer: string; milliseconds: number }> {
  const began = performance.now();
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let [sent, answer] = [0, ''];
  socket.on('data', (chunk) => (answer += String(chunk)));
  socket.on('error', () => undefined);
  socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n');
  const sending = setInterval(() => {
    socket.write('x'.repeat(bytes));
    sent += bytes;
    if (sent >= 100_000) socket.end();
  }, 20);
  socket.once('end', () => clearInterval(sending));
  socket.once('close', () => clearInterval(sending));
  await once(socket, 'close');
  return { sent, answer, milliseconds: performance.now() - began };
}

it('cuts off what was answered and hardly comes any further', async () => {
  const { sent: bytes, answer, milliseconds } = await sent(1);
  expect(answer).toContain('403 Forbidden');
  expect(bytes).toBeLessThan(100_000);
  expect(milliseconds).toBeLessThan(1200);
});

it('reads what comes at a good pace to its end', async () => {
  const { sent: bytes, answer } = await sent(2500);
  expect(answer).toContain('403 Forbidden');
  expect(bytes).toBe(100_000);
});

it('cuts off what comes at a good pace for too long', async () => {
  const { sent: bytes, milliseconds } = await sent(400);
  expect(bytes).toBeLessThan(100_000);
  expect(milliseconds).toBeGreaterThan(1000);
});
