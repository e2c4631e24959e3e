// A flood of its own process, from one address at one brand: as much as eight hands do one after the other until the time is over.
import { createHmac, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { io } from 'socket.io-client';
import { now, sleep } from '../support/measure.mjs';

const HANDS = 8;
const MOST_SOCKETS = 400;
/** Nothing of it stays longer, whatever becomes of whoever started it. */
const LONGEST_MS = 60_000;
const kinds = {
  starts,
  hello,
  uploads,
  identify,
  content,
  sockets,
  mail,
  signIns,
  names,
  addresses,
  templates,
  control,
};

setTimeout(() => process.exit(1), LONGEST_MS).unref();
process.once('disconnect', () => process.exit());
process.on('message', async ({ kind, seconds, ...target }) => {
  const flood = { ...target, ends: now() + seconds * 1000, done: 0, refused: {} };
  await kinds[kind](flood);
  process.send({ done: flood.done, refused: flood.refused }, () => process.exit());
});
process.send('ready');

/** Asks the product for nothing: what any work at the lowest priority takes away from others on this machine. */
async function control(flood) {
  while (now() < flood.ends) {
    for (const until = now() + 20; now() < until;);
    flood.done += 1;
    await sleep(0);
  }
}

/** By how it was refused: an HTTP status, or what became of a socket or a mail. */
function count({ refused }, how) {
  refused[how] = (refused[how] ?? 0) + 1;
}

async function byHand(flood, act) {
  const hand = async (at) => {
    while (now() < flood.ends) await act(at);
  };
  await Promise.race([
    Promise.all(Array.from({ length: HANDS }, (_, at) => hand(at))),
    sleep(flood.ends - now() + 200),
  ]);
}

async function ask(flood, path, { token, body, ...more } = {}) {
  const answer = await fetch(`${flood.url}/w/${flood.siteKey}/${path}`, {
    ...more,
    ...(body === undefined ? {} : { method: 'POST', body }),
    headers: {
      'x-forwarded-for': flood.address,
      ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
      ...(token ? { authorization: `Bearer ${token}` } : { origin: flood.origin }),
    },
  }).catch(() => null);
  const text = (await answer?.text().catch(() => '')) ?? '';
  if (answer?.ok) flood.done += 1;
  else count(flood, answer?.status ?? 'lost');
  return answer?.ok ? text || '{}' : null;
}

function greet(flood) {
  return ask(flood, 'hello', { body: JSON.stringify({ site: flood.siteKey, part: 'loader' }) });
}

function hello(flood) {
  return byHand(flood, () => greet(flood));
}

function content(flood) {
  return byHand(flood, (at) => ask(flood, 'content', { token: flood.tokens[at] }));
}

/** Fresh visitors, or known ones where there are no more fresh ones. */
function starts(flood) {
  return byHand(flood, async (at) => {
    const greeted = await greet(flood);
    const token = greeted ? JSON.parse(greeted).token : flood.tokens[at];
    await ask(flood, 'consents', { token, body: JSON.stringify({ documentIds: flood.documentIds }) });
    const message = { conversationId: null, clientId: randomUUID(), body: 'Hello' };
    return ask(flood, 'messages', { token, body: JSON.stringify(message) });
  });
}

/** Twelve pictures at once, again and again. */
async function uploads(flood) {
  const picture = new globalThis.Blob([await readFile(flood.picture)], { type: 'image/png' });
  const upload = async (token) => {
    while (now() < flood.ends) {
      const form = new globalThis.FormData();
      form.append('file', picture, 'large.png');
      await ask(flood, 'files', { token, body: form });
    }
  };
  await Promise.race([Promise.all(flood.tokens.map(upload)), sleep(flood.ends - now() + 200)]);
}

function open(flood, token) {
  return io(`${flood.url}/visitor`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { site: flood.siteKey, part: 'loader', token, page: { url: `${flood.origin}/`, title: '' } },
    extraHeaders: { origin: flood.origin, 'x-forwarded-for': flood.address },
  });
}

async function identify(flood) {
  const hands = flood.tokens.slice(0, HANDS).map((token) => open(flood, token));
  await byHand(flood, async (at) => {
    const attributes = Object.fromEntries(
      Array.from({ length: 50 }, (_, n) => [`attribute ${n}`, randomUUID()]),
    );
    const id = randomUUID();
    const signature = createHmac('sha256', 'secret').update(id).digest('hex');
    const answer = await hands[at]
      .timeout(2000)
      .emitWithAck('identify', { id, signature, name: 'Eve', attributes })
      .catch(() => ({ ok: false, code: 'unanswered' }));
    if (answer.ok) flood.done += 1;
    else count(flood, answer.code);
  });
  hands.forEach((socket) => socket.disconnect());
}

async function sockets(flood) {
  const opened = [];
  await byHand(flood, async (at) => {
    const socket = open(flood, flood.tokens[at]);
    opened.push(socket);
    if (opened.length > MOST_SOCKETS) opened.shift().disconnect();
    const isIn = await new Promise((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('connect_error', () => resolve(false));
    });
    if (isIn) flood.done += 1;
    else count(flood, 'connect_error');
  });
  opened.forEach((socket) => socket.disconnect());
}

/** A page's form with the token that goes with its cookies. */
async function formOf({ url, address }, path, cookie = '') {
  const page = await fetch(url + path, { headers: { cookie, 'x-forwarded-for': address } });
  const own = page.headers.getSetCookie().map((line) => line.split(';')[0]);
  const [, _csrf] = /name="_csrf" value="([^"]+)"/.exec(await page.text()) ?? [];
  return { cookie: [cookie, ...own].filter(Boolean).join('; '), _csrf };
}

/** As a browser posts it; `tried` is how it is answered that was looked at and not taken. */
async function post(flood, path, { cookie, fields, tried }) {
  const answer = await fetch(flood.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: flood.url, 'x-forwarded-for': flood.address },
    body: new globalThis.URLSearchParams(fields),
  }).catch(() => null);
  await answer?.text().catch(() => '');
  if (answer?.status === tried || answer?.status === 303) flood.done += 1;
  else count(flood, answer?.status ?? 'lost');
}

/** Accounts that nobody has: each costs the work of a password. */
async function signIns(flood) {
  const { cookie, _csrf } = await formOf(flood, '/sign-in');
  await byHand(flood, () => {
    const fields = { email: `${randomUUID()}@nowhere.test`, password: 'wrong', _csrf };
    return post(flood, '/sign-in', { cookie, fields, tried: 422 });
  });
}

/** Titles of marks without end, and names that plain objects have already. */
async function names(flood) {
  const hands = flood.tokens.slice(0, HANDS).map((token) => open(flood, token));
  const title = 'a\u0301\u0489'.repeat(1300);
  const custom = Object.fromEntries(
    [
      '__proto__',
      'constructor',
      'toString',
      ...Array.from({ length: 45 }, (_, at) => `${at} ${title.slice(0, 90)}`),
    ].map((name) => [name, title.slice(0, 200)]),
  );
  await byHand(flood, async (at) => {
    for (const [event, payload] of [
      ['page', { url: `${flood.origin}/${randomUUID()}`, title }],
      ['set', custom],
    ]) {
      const answer = await hands[at]
        .timeout(2000)
        .emitWithAck(event, payload)
        .catch(() => ({ ok: false, code: 'unanswered' }));
      if (answer.ok) flood.done += 1;
      else count(flood, answer.code);
    }
  });
  hands.forEach((socket) => socket.disconnect());
}

/** What looks like an address for 30,000 letters, and is none. */
function addresses(flood) {
  const emails = [
    `${'a.'.repeat(15_000)}@`,
    `${'"\\"'.repeat(9000)}@example.test`,
    `a@${'b.'.repeat(15_000)}`,
  ];
  let next = 0;
  return byHand(flood, (at) => {
    const email = emails[next++ % emails.length];
    return ask(flood, 'settings', { token: flood.tokens[at], body: JSON.stringify({ email }) });
  });
}

/** A manager's canned response of blanks and openings that nothing closes. */
async function templates(flood) {
  const path = `/b/${flood.slug}/admin/responses/new`;
  const { cookie, _csrf } = await formOf(flood, path, flood.cookie);
  const body_fr = `${' '.repeat(60_000)}${'{{visitor.name '.repeat(2000)}{{constructor}}`;
  await byHand(flood, () => {
    const fields = { title: 'Blanks', shortcut: '', body_fr, _csrf };
    return post(flood, path, { cookie, fields, tried: 422 });
  });
}

/** An unclosed link, 140,000 times. */
async function mail(flood) {
  const poison = `From: eve@example.test\r\nTo: ${flood.replyAddress}\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n`;
  const body = `${'<a href="x'.repeat(140)}\r\n`.repeat(1000);
  await byHand(flood, async () => {
    const number = `Message-ID: <${randomUUID()}@example.test>\r\n\r\n`;
    const isTaken = await deliver(flood, [
      'EHLO example.test\r\n',
      'MAIL FROM:<eve@example.test>\r\n',
      `RCPT TO:<${flood.replyAddress}>\r\n`,
      'DATA\r\n',
      `${poison}${number}${body}.\r\n`,
    ]);
    if (isTaken) flood.done += 1;
    else count(flood, 'not taken');
  });
}

function deliver({ mailPort }, words) {
  return new Promise((resolve) => {
    const socket = connect(mailPort, '127.0.0.1');
    const left = [...words];
    const end = (isTaken) => {
      socket.destroy();
      resolve(isTaken);
    };
    socket.setTimeout(5000, () => end(false));
    socket.on('error', () => end(false));
    socket.on('close', () => end(false));
    socket.on('data', (chunk) => {
      const answer = chunk.toString();
      if (!/^\d{3} /m.test(answer)) return;
      if (/^[45]/m.test(answer)) return end(false);
      if (left.length === 0) return end(true);
      socket.write(left.shift());
    });
  });
}
