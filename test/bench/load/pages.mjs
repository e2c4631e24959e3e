// Load of its own process: 32 connections that are kept open, each asking again as soon as it is answered.
import { connect } from 'node:net';
import { now, percentile, sleep } from '../support/measure.mjs';

const CONNECTIONS = 32;
/** Pages until the server's code is compiled (the product's takes some 12,000), within reason on a slow machine. */
const WARM = 15_000;
const WARM_SECONDS = 30;

process.on('message', async ({ port, path, headers, seconds }) => {
  const lines = Object.entries({ Host: `localhost:${port}`, ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const request = `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
  const state = { count: 0, failed: 0, times: [], isOver: false };
  const sockets = Array.from({ length: CONNECTIONS }, () => open(port, request, state));
  const start = now();
  while (state.count < WARM && now() - start < WARM_SECONDS * 1000) await sleep(100);
  Object.assign(state, { count: 0, times: [] });
  const began = now();
  process.send({ began: true });
  await sleep(seconds * 1000);
  const perSecond = state.count / ((now() - began) / 1000);
  process.send({
    result: { count: state.count, perSecond, p50: percentile(state.times, 0.5), failed: state.failed },
  });
  state.isOver = true;
  sockets.forEach((socket) => socket.destroy());
});

function open(port, request, state) {
  const socket = connect(port, 'localhost');
  let head = '';
  let left = -1;
  let sent = 0;
  const ask = () => {
    head = '';
    left = -1;
    sent = now();
    socket.write(request);
  };
  socket.on('connect', ask);
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    if (left < 0) {
      head += chunk.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      if (!head.startsWith('HTTP/1.1 200')) state.failed += 1;
      left = Number(/content-length: (\d+)/i.exec(head)[1]) - (head.length - end - 4);
    } else left -= chunk.length;
    if (left > 0) return;
    state.count += 1;
    state.times.push(now() - sent);
    if (!state.isOver) ask();
  });
  return socket;
}
