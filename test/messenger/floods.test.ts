import { randomUUID } from 'node:crypto';
import { connect, type Socket as Connection } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { jest } from '@jest/globals';
import type { Socket } from 'socket.io-client';
import { NetworkPace, OpenUploads } from '../../src/platform/index.js';
import { MessengerWorld, once, type Answer, type TestShop, type TestVisitor } from './world.js';

type Hello = { token: string };
/** Bytes, once nothing is left that nobody holds. */
function heldInMemory(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

type Refused = Error & { data: { code: string; final: boolean; retryAfter?: number } };

describe('a flood from one address', () => {
  let world: MessengerWorld;
  let shop: TestShop;

  beforeEach(async () => {
    world = await MessengerWorld.start({ TRUST_PROXY: '1' });
    shop = await world.shop('lamps', { threshold: 200 });
  });

  afterEach(() => world.close());

  /** A loader from this address: what greets it, or why nothing does. */
  const arrive = async (address: string, token?: string, on = shop): Promise<Hello | Refused> => {
    const auth = { site: on.key, part: 'loader', token };
    const socket = world.socket(on.origin, auth, { 'x-forwarded-for': address });
    return Promise.race([once<Hello>(socket, 'hello'), once<Refused>(socket, 'connect_error')]);
  };
  const isIn = (one: Hello | Refused): one is Hello => 'token' in one;
  const messenger = async (address: string, token: string, on = shop): Promise<Socket> => {
    const auth = { site: on.key, part: 'messenger', token };
    const socket = world.socket(world.url, auth, { 'x-forwarded-for': address });
    await once(socket, 'connect');
    return socket;
  };
  const ask = (socket: Socket, event: string, payload: object) =>
    socket.timeout(5000).emitWithAck(event, payload) as Promise<Answer>;
  const begin = async (address: string, on = shop): Promise<Answer> => {
    const hello = await arrive(address, undefined, on);
    if (!isIn(hello)) return { ok: false, code: hello.data.code };
    const socket = await messenger(address, hello.token, on);
    await ask(socket, 'accept', { documentIds: [on.documentId] });
    const answer = await ask(socket, 'message', {
      conversationId: null,
      clientId: randomUUID(),
      body: 'Hello',
    });
    socket.disconnect();
    return answer;
  };
  const upload = (address: string, token: string) => {
    const form = new FormData();
    form.append('file', new Blob(['text'], { type: 'text/plain' }), 'a.txt');
    return fetch(`${world.url}/w/${shop.key}/files`, {
      method: 'POST',
      body: form,
      headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': address },
    });
  };
  const content = (address: string, token: string) =>
    fetch(`${world.url}/w/${shop.key}/content`, {
      headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': address },
    });

  it('starts sixty conversations a minute through however many fresh visitors, and somebody elsewhere starts theirs', async () => {
    const answers = [];
    for (let at = 0; at < 80; at += 10)
      answers.push(...(await Promise.all(Array.from({ length: 10 }, () => begin('198.51.100.7')))));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(60);
    expect(answers.at(-1)).toMatchObject({
      code: 'too_many_from_network',
      message: expect.stringMatching(/from your network/) as string,
      retryAfter: expect.any(Number) as number,
    });
    expect(await begin('198.51.100.8')).toMatchObject({ ok: true });
  }, 60_000);

  it('leaves room for somebody else in a queue of ten, and says why nothing more begins from there', async () => {
    const small = await world.shop('small', { threshold: 10 });
    const answers = [];
    for (let at = 0; at < 12; at += 1) answers.push(await begin(`2001:db8:1:2::${at}`, small));
    expect(answers.map(({ ok }) => ok)).toEqual(answers.map((_, at) => at < 5));
    expect(answers.at(-1)).toEqual({
      ok: false,
      code: 'network_waits',
      message: 'Several conversations from your network are already waiting. Try again in 60 seconds.',
      retryAfter: 60,
      params: { seconds: 60 },
    });
    expect(await begin('2001:db8:1:3::1', small)).toMatchObject({ ok: true });
  }, 60_000);

  it('makes 120 new visitors a minute, whatever half of an IPv6 address it comes from, and knows old ones', async () => {
    const first = await arrive('2001:db8:1:2::1');
    const greeted = [first];
    for (let at = 0; at < 150; at += 25)
      greeted.push(
        ...(await Promise.all(Array.from({ length: 25 }, (_, on) => arrive(`2001:db8:1:2:${at}::${on}`)))),
      );
    expect(greeted.filter(isIn)).toHaveLength(120);
    expect(greeted.find((one) => !isIn(one))).toMatchObject({
      data: { code: 'too_many_from_network', final: false, retryAfter: expect.any(Number) as number },
    });
    expect(await arrive('2001:db8:1:2::1', (first as Hello).token)).toHaveProperty('token');
    expect(await arrive('2001:db8:1:3::1')).toHaveProperty('token');
    const answer = await fetch(`${world.url}/w/${shop.key}/hello`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: shop.origin,
        'x-forwarded-for': '2001:db8:1:2::9',
      },
      body: JSON.stringify({ site: shop.key, part: 'loader' }),
    });
    expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect(await answer.json()).toMatchObject({ status: 429, code: 'too_many_from_network' });
  }, 60_000);

  it('uploads forty files in ten minutes, twenty of one visitor', async () => {
    const visitors = (await Promise.all([1, 2, 3].map(() => arrive('198.51.100.7')))) as Hello[];
    for (const { token } of visitors)
      await ask(await messenger('198.51.100.7', token), 'accept', { documentIds: [shop.documentId] });
    const statuses = [];
    for (const { token } of visitors)
      for (let at = 0; at < 21; at += 1) statuses.push((await upload('198.51.100.7', token)).status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(40);
    const refused = await upload('198.51.100.7', visitors[2].token);
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
  }, 60_000);

  it('holds fifty sockets of one visitor; the newest is told why and when to come again', async () => {
    const { token } = (await arrive('198.51.100.7')) as Hello;
    const sockets = await Promise.all(
      Array.from({ length: 60 }, (_, at) => arrive(`198.51.100.${at + 8}`, token)),
    );
    const refused = sockets.filter((one): one is Refused => !isIn(one));
    expect(refused.map(({ data }) => data)).toEqual(
      Array.from({ length: 11 }, () => ({ code: 'too_many_tabs', final: false, retryAfter: 60 })),
    );
  }, 30_000);

  it('is given the messenger’s content 120 times a minute', async () => {
    const { token } = (await arrive('198.51.100.7')) as Hello;
    const statuses = [];
    for (let at = 0; at < 150; at += 10)
      statuses.push(
        ...(await Promise.all(Array.from({ length: 10 }, () => content('198.51.100.7', token)))).map(
          ({ status }) => status,
        ),
      );
    expect(statuses.filter((status) => status === 200)).toHaveLength(120);
    expect(statuses.at(-1)).toBe(429);
  }, 60_000);

  it('says so much and no more of each kind', async () => {
    const auth = { site: shop.key, part: 'loader' };
    const socket = world.socket(shop.origin, auth, { 'x-forwarded-for': '198.51.100.7' });
    await once(socket, 'hello');
    const told = async (event: string, payload: object) => {
      let answer: Answer = { ok: true };
      let times = 0;
      for (; times < 150 && answer.code !== 'too_many'; times += 1)
        answer = await ask(socket, event, payload);
      return [event, times - 1];
    };
    expect(await told('transaction', { id: 1, amount: 1, currency: 'EUR' })).toEqual(['transaction', 20]);
    expect(await told('language', { locale: 'en' })).toEqual(['language', 30]);
    expect(await told('identify', { id: 'eve' })).toEqual(['identify', 60]);
  }, 60_000);
});

describe('one address that asks for everything', () => {
  let world: MessengerWorld;

  beforeEach(async () => {
    world = await MessengerWorld.start({ TRUST_PROXY: '1', NETWORK_PACE: '15' });
  });

  afterEach(() => world.close());

  it('waits its turn to be let in by a socket, and again to be greeted', async () => {
    const shop = await world.shop('lamps');
    const waits = jest.spyOn(world.running.app.get(NetworkPace), 'during');
    const from = { 'x-forwarded-for': '198.51.100.9' };
    await once(world.socket(shop.origin, { site: shop.key, part: 'loader' }, from), 'hello');
    expect(waits.mock.calls.map(([network]) => network)).toEqual(['198.51.100.9', '198.51.100.9']);
  });

  it('is served at an even pace, and holds nobody else up', async () => {
    const shop = await world.shop('lamps');
    const ask = (address: string) =>
      fetch(`${world.url}/w/${shop.key}.js`, { headers: { 'x-forwarded-for': address } });
    const began = performance.now();
    const flood = Promise.all(Array.from({ length: 60 }, () => ask('198.51.100.7')));
    const beside = await ask('198.51.100.8').then(() => performance.now() - began);
    const answers = await flood;
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(performance.now() - began).toBeGreaterThan(2000);
    expect(beside).toBeLessThan(1500);
    const more = await Promise.all(Array.from({ length: 150 }, () => ask('198.51.100.7')));
    const refused = more.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(10);
    expect(Number(refused[0].headers.get('retry-after'))).toBeGreaterThan(4);
  }, 30_000);

  it('is refused without what it sent being kept until it hears of it', async () => {
    const shop = await world.shop('lamps');
    const send = (body: string) =>
      fetch(`${world.url}/w/${shop.key}/hello`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          origin: shop.origin,
          'x-forwarded-for': '198.51.100.7',
        },
        body,
      }).then(({ status }) => status);
    await world.running.app.get(NetworkPace).during('198.51.100.7', { cost: 1000 }, () => undefined);
    expect(await Promise.all(Array.from({ length: 20 }, () => send('{}')))).toEqual(Array(20).fill(429));
    const refused = jest.spyOn(world.running.app.get(NetworkPace), 'refused');
    const before = heldInMemory();
    const large = `[${'{},'.repeat(21_000)}{}]`;
    const answers = Promise.all(Array.from({ length: 60 }, () => send(large)));
    while (refused.mock.calls.length < 60) await sleep(5);
    expect(heldInMemory() - before).toBeLessThan(12 * 1024 * 1024);
    expect(await answers).toEqual(Array(60).fill(429));
    expect(await send(`[${'{},'.repeat(22_000)}{}]`)).toBe(413);
  }, 30_000);

  it('has its files wait for each other, and nothing else wait for them', async () => {
    const shop = await world.shop('lamps');
    const { token, accept } = await world.visitor(shop);
    await accept();
    const pace = world.running.app.get(NetworkPace);
    const enter = jest.spyOn(pace, 'enter');
    const leaves = await Promise.all([1, 2].map(() => pace.enter('uploads 198.51.100.7')));
    const from = { 'x-forwarded-for': '198.51.100.7', authorization: `Bearer ${token}` };
    const form = new FormData();
    form.append('file', new Blob(['x'.repeat(1_000_000)], { type: 'text/plain' }), 'a.txt');
    const sent = fetch(`${world.url}/w/${shop.key}/files`, { method: 'POST', body: form, headers: from });
    let isAnswered = false;
    void sent.then(() => (isAnswered = true));
    while (enter.mock.calls.length < 4) await sleep(5);
    const [, options] = enter.mock.lastCall ?? [];
    expect([options?.cost && Math.round(options.cost), options?.longest]).toEqual([5, 30_000]);
    const beside = await fetch(`${world.url}/w/${shop.key}.js`, { headers: from });
    expect([beside.status, isAnswered]).toEqual([200, false]);
    leaves.forEach((leave) => leave());
    expect((await sent).status).toBe(201);
  });

  it('keeps no neighbour waiting by bodies that never end', async () => {
    const shop = await world.shop('lamps');
    const { port } = new URL(world.url);
    const head = `POST /w/${shop.key}/hello HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: ${shop.origin}\r\nX-Forwarded-For: 198.51.100.7`;
    const unfinished = Array.from({ length: 12 }, () => {
      const socket = connect(Number(port), '127.0.0.1');
      socket.write(`${head}\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n{`);
      return socket;
    });
    await sleep(300);
    const began = performance.now();
    const { status } = await fetch(`${world.url}/w/${shop.key}.js`, {
      headers: { 'x-forwarded-for': '198.51.100.7' },
    });
    expect(status).toBe(200);
    expect(performance.now() - began).toBeLessThan(1500);
    unfinished.forEach((socket) => socket.destroy());
  });
});

describe('uploads that hardly come any further', () => {
  const ADDRESS = '198.51.100.7';
  const BODY = Buffer.concat([
    Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'),
    Buffer.alloc(3_000_000, 'lamps '),
    Buffer.from('\r\n--x--\r\n'),
  ]);
  let world: MessengerWorld;
  let shop: TestShop;
  let slow: TestVisitor;
  let neighbour: TestVisitor;
  let limits: OpenUploads['limits'];
  let connections: Connection[];

  beforeEach(async () => {
    world = await MessengerWorld.start({ TRUST_PROXY: '1', NETWORK_PACE: '15' });
    shop = await world.shop('lamps');
    [slow, neighbour] = [await world.visitor(shop), await world.visitor(shop)];
    await slow.accept();
    await neighbour.accept();
    ({ limits } = world.running.app.get(OpenUploads));
    Object.assign(limits, { lookMs: 100 });
    connections = [];
  });
  afterEach(async () => {
    connections.forEach((connection) => connection.destroy());
    await world.close();
  });

  /** The head of an upload of 3 MB, and a function that sends of its body. */
  const begin = ({ token }: { token: string }, address = ADDRESS) => {
    const { port } = new URL(world.url);
    const connection = connect(Number(port), '127.0.0.1').setEncoding('utf8');
    connections.push(connection);
    connection.on('error', () => undefined);
    const closed = new Promise<void>((resolve) => connection.once('close', () => resolve()));
    let heard = '';
    connection.on('data', (text: string) => (heard += text));
    connection.write(
      `POST /w/${shop.key}/files HTTP/1.1\r\nHost: localhost:${port}\r\nX-Forwarded-For: ${address}\r\n` +
        `Authorization: Bearer ${token}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: ${BODY.length}\r\n\r\n`,
    );
    let sent = 0;
    const send = (bytes: number) => connection.write(BODY.subarray(sent, (sent += bytes)));
    return { connection, closed, send, status: () => Number(heard.slice(9, 12)), heard: () => heard };
  };
  /** One that sends a byte ten times a second. */
  const drip = (visitor: { token: string }, address?: string) => {
    const upload = begin(visitor, address);
    const dripping = setInterval(() => upload.send(1), 100);
    upload.connection.once('close', () => clearInterval(dripping));
    return upload;
  };
  const small = ({ token }: { token: string }, address = ADDRESS) => {
    const form = new FormData();
    form.append('file', new Blob(['lamps'], { type: 'text/plain' }), 'a.txt');
    return fetch(`${world.url}/w/${shop.key}/files`, {
      method: 'POST',
      body: form,
      headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': address },
    });
  };
  /** What resolves when so many uploads have places. */
  const entered = (uploads: number) => {
    const enter = jest.spyOn(world.running.app.get(OpenUploads), 'enter');
    return async () => {
      while (enter.mock.calls.length < uploads) await sleep(10);
    };
  };

  it('keep nobody beside them waiting', async () => {
    // The first file waits for a process that looks into files.
    expect((await small(neighbour)).status).toBe(201);
    const begun = entered(8);
    const turns = jest.spyOn(world.running.app.get(NetworkPace), 'enter');
    Array.from({ length: 8 }, () => drip(slow));
    await begun();
    const began = performance.now();
    expect((await small(neighbour)).status).toBe(201);
    expect(performance.now() - began).toBeLessThan(2000);
    expect(turns.mock.calls.filter(([network]) => network?.startsWith('uploads'))).toHaveLength(1);
  });

  it('are ended and told why, while a large one that comes in moderately is taken', async () => {
    Object.assign(limits, { stalledMs: 1000, stalledBytes: 1000 });
    const ended = drip(slow);
    const moving = begin(neighbour);
    const began = performance.now();
    for (let at = 0; at < 30; at += 1) {
      moving.send(100_000);
      await sleep(100);
    }
    moving.send(BODY.length);
    while (!moving.status() || !ended.status()) await sleep(10);
    expect([ended.status(), moving.status()]).toEqual([408, 201]);
    expect(ended.heard()).toContain('The upload stopped.');
    await ended.closed;
    expect(performance.now() - began).toBeLessThan(10_000);
  }, 20_000);

  it('give their places to those who come, and what moves keeps its own', async () => {
    Object.assign(limits, { ofUploader: 3, ofNetwork: 3, placeMs: 500, placeBytes: 2000 });
    const begun = entered(3);
    const moving = begin(slow);
    const others = [drip(slow), drip(slow)];
    await begun();
    expect((await small(neighbour)).status).toBe(429);
    expect((await small(neighbour, '198.51.100.8')).status).toBe(201);
    for (let at = 0; at < 10; at += 1) {
      moving.send(5000);
      await sleep(100);
    }
    expect((await small(neighbour)).status).toBe(201);
    while (others.every(({ status }) => !status())) await sleep(10);
    expect(others.filter(({ status }) => status() === 429)).toHaveLength(1);
    expect(moving.status()).toBe(0);
  });

  it('are cut off where they are refused and keep coming', async () => {
    const refused = drip({ token: 'nobody' });
    while (!refused.status()) await sleep(10);
    expect(refused.status()).toBe(401);
    const began = performance.now();
    await refused.closed;
    expect(performance.now() - began).toBeLessThan(8000);
  }, 20_000);
});
