// Load of its own process: speaks Socket.IO frames over bare WebSockets, which is cheap, so that the server is what
// saturates. Told by its parent what to open: pairs of a visitor who writes and a member who reads, or idle sockets.
import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import { now, percentile, sleep } from '../support/measure.mjs';

const BODY =
  'Hello, I have a question about my order number 12345, it has not arrived yet. Could you look into it?';
const sentAt = new Map();
const acknowledged = [];
const delivered = [];
let counted = { acknowledged: 0, delivered: 0, refused: 0 };
let isRecording = false;
let isRunning = true;
let rate = 0;

process.on('message', async ({ open, load }) => {
  if (open) {
    for (let at = 0; at < open.length; at += 50)
      await Promise.all(open.slice(at, at + 50).map((one) => connect(one)));
    process.send({ opened: open.length });
  }
  if (load) await run(load);
});

/** Opens one socket; `namespace` is '' for the floor. */
function connect({ url, namespace, auth, headers = {}, after = [] }, hear) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url}/socket.io/?EIO=4&transport=websocket`, {
      perMessageDeflate: false,
      skipUTF8Validation: true,
      headers,
    });
    const to = namespace ? `${namespace},` : '';
    const left = [...after];
    const proceed = () => {
      const next = left.shift();
      if (next) socket.send(`42${to}9${JSON.stringify(next)}`);
      else resolve(socket);
    };
    socket.on('error', reject);
    socket.on('message', (data) => {
      const text = data.toString();
      if (text === '2') socket.send('3');
      else if (text[0] === '0') socket.send(`40${to}${JSON.stringify(auth)}`);
      else if (text.startsWith(`40${to}`)) proceed();
      else if (text.startsWith(`44${to}`)) reject(new Error(text));
      else if (
        text.startsWith(`43${to}9[`) &&
        after.length > 0 &&
        socket.readyState === 1 &&
        !socket.isOpen
      ) {
        if (text.includes('"ok":false')) return reject(new Error(text));
        socket.isOpen = left.length === 0;
        proceed();
      } else hear?.(text, to.length);
    });
  });
}

function send(pair) {
  const key = randomUUID();
  pair.number += 1;
  sentAt.set(key, now());
  pair.waiting.set(pair.number, key);
  const message = { ...pair.message, clientId: key, body: BODY };
  pair.socket.send(`42${pair.to}${pair.number}${JSON.stringify(['message', message])}`);
}

async function openPair({ writer, reader, message }) {
  const pair = {
    message,
    number: 100,
    waiting: new Map(),
    to: writer.namespace ? `${writer.namespace},` : '',
  };
  pair.socket = await connect(writer, (text, offset) => {
    if (!text.startsWith('43')) return;
    const number = parseInt(text.slice(2 + offset), 10);
    const key = pair.waiting.get(number);
    if (!key) return;
    pair.waiting.delete(number);
    if (text.includes('"ok":false')) {
      if (counted.refused === 0) process.stderr.write(`${text}\n`);
      counted.refused += 1;
    } else counted.acknowledged += 1;
    if (isRecording) acknowledged.push(now() - sentAt.get(key));
    if (isRunning && rate === 0) send(pair);
  });
  await connect(reader, (text) => {
    const [, key] = /"clientId":"([^"]+)"/.exec(text) ?? [];
    if (!key || !sentAt.has(key)) return;
    counted.delivered += 1;
    if (isRecording) delivered.push(now() - sentAt.get(key));
  });
  return pair;
}

async function run({ pairs: wanted, seconds, warmup, perSecond = 0 }) {
  rate = perSecond;
  const pairs = [];
  for (let at = 0; at < wanted.length; at += 16)
    pairs.push(...(await Promise.all(wanted.slice(at, at + 16).map(openPair))));
  if (rate === 0) pairs.forEach(send);
  else steadily(pairs);
  await warm(warmup);
  isRecording = true;
  const before = { ...counted };
  const began = now();
  process.send({ began: true });
  await sleep(seconds * 1000);
  const took = (now() - began) / 1000;
  const count = counted.acknowledged - before.acknowledged;
  const result = {
    count,
    perSecond: count / took,
    p50: percentile(delivered, 0.5),
    p99: percentile(delivered, 0.99),
    acknowledgedP50: percentile(acknowledged, 0.5),
    refused: counted.refused,
  };
  process.send({ result });
  isRunning = false;
  await sleep(500);
  process.send({ done: true, lost: sentAt.size - counted.delivered });
}

/** Until the server's code is compiled, which takes messages, not seconds; within reason on a slow machine. */
async function warm({ messages, seconds }) {
  const began = now();
  while (counted.acknowledged < messages && now() - began < seconds * 1000) await sleep(100);
}

function steadily(pairs) {
  const began = now();
  let sent = 0;
  const tick = () => {
    const due = Math.floor(((now() - began) * rate) / 1000);
    while (sent < due) send(pairs[sent++ % pairs.length]);
    if (isRunning) setTimeout(tick, 1);
  };
  tick();
}
