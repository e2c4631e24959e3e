import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { WebSocket } from 'ws';
import { Statements } from '../../src/platform/index.js';
import { enterNamespace, flooded, rawSocket } from './raw-socket.js';
import { MessengerWorld, type TestShop, type TestVisitor } from './world.js';

describe('a socket that says without end what it waits for no answer to', () => {
  let world: MessengerWorld;
  let shop: TestShop;
  let other: TestShop;
  let flooder: TestVisitor;
  let conversationId: string;
  let neighbour: TestVisitor;
  let errors: jest.SpiedFunction<Logger['error']>;

  beforeAll(async () => {
    world = await MessengerWorld.start({ TRUST_PROXY: '1', DATABASE_POOL: '5' });
    shop = await world.shop('lamps');
    other = await world.shop('tents');
  });
  afterAll(() => world?.close());

  beforeEach(async () => {
    errors = jest.spyOn(Logger.prototype, 'error');
    flooder = await world.visitor(shop);
    await flooder.accept();
    conversationId = String((await flooder.write('Hello')).conversationId);
    neighbour = await world.visitor(other);
    await neighbour.accept();
    await neighbour.write('Hello');
  });
  afterEach(() => {
    jest.restoreAllMocks();
    flooder.close();
    neighbour.close();
  });

  const packet = (event: string, payload: object) => `42/visitor,${JSON.stringify([event, payload])}`;
  const connect = (address = '198.51.100.7') => rawSocket(world.url, { 'x-forwarded-for': address });
  const enter = async (): Promise<WebSocket> => {
    const socket = await connect();
    const auth = { site: shop.key, part: 'messenger', token: flooder.token, chosen: 'en' };
    await enterNamespace(socket, '/visitor', auth);
    return socket;
  };
  /** How often the database is asked while this goes on. */
  const asked = async (work: () => Promise<unknown>): Promise<number> => {
    const { pool } = world.running.app.get(Statements);
    let times = 0;
    const count = () => (times += 1);
    pool.on('acquire', count);
    await work();
    pool.off('acquire', count);
    return times;
  };
  const answeredIn = async (visitor: TestVisitor): Promise<number> => {
    const began = performance.now();
    expect(await visitor.write('Is somebody there?')).toMatchObject({ ok: true });
    return performance.now() - began;
  };

  it.each<[string, () => string]>([
    ['typing', () => packet('typing', { conversationId })],
    ['catch_up', () => packet('catch_up', { conversationId, after: 0 })],
    ['message', () => packet('message', { conversationId, clientId: randomUUID(), body: 'Again' })],
    ['something that nobody knows', () => packet('nonsense', { conversationId })],
    ['what is no event', () => '3'],
  ])('is ended for %s, told why, and keeps neither the database nor others waiting', async (_, frame) => {
    const socket = await enter();
    const times = await asked(async () => {
      const ended = flooded(socket, frame());
      expect(await answeredIn(neighbour)).toBeLessThan(1000);
      expect(await ended).toEqual([1008, 'too_many']);
    });
    expect(times).toBeLessThan(60);
    expect(errors).not.toHaveBeenCalled();
  });

  it('is ended before it has said who it is, and where it asks for that again and again', async () => {
    expect(await flooded(await connect(), '3')).toEqual([1008, 'too_many']);
    expect(await flooded(await connect(), '40/visitor,{}', 20)).toEqual([1008, 'too_many']);
  });

  it('is ended for pings of the WebSocket itself', async () => {
    const socket = await enter();
    const closed = once(socket, 'close') as Promise<[number]>;
    for (let at = 0; at < 2000; at += 1) socket.ping('', true, () => undefined);
    expect((await closed)[0]).toBe(1008);
  });

  it('is ended sooner for frames that are long', async () => {
    const socket = await enter();
    expect(await flooded(socket, packet('nonsense', { text: 'x'.repeat(60_000) }), 100)).toEqual([
      1008,
      'too_many',
    ]);
  });

  it('may come back and ask for all that it has missed, and is answered for each', async () => {
    const answers = await Promise.all(
      Array.from({ length: 190 }, () => flooder.ask('catch_up', { conversationId, after: 0 })),
    );
    const codes = answers.map(({ ok, code }) => (ok ? 'ok' : code));
    expect(codes.filter((code) => code === 'ok')).toHaveLength(120);
    expect(codes.filter((code) => code === 'too_many')).toHaveLength(70);
    expect(flooder.messenger.connected).toBe(true);
  });
});

describe('an address whose sockets send too much together', () => {
  let world: MessengerWorld;

  beforeAll(async () => {
    world = await MessengerWorld.start({ TRUST_PROXY: '1' });
  });
  afterAll(() => world?.close());

  it('keeps those that are quiet, and those elsewhere', async () => {
    const connect = (address: string) => rawSocket(world.url, { 'x-forwarded-for': address });
    const quiet = await connect('198.51.100.7');
    const elsewhere = await connect('198.51.100.8');
    const loud = await Promise.all(Array.from({ length: 8 }, () => connect('198.51.100.7')));
    const closed = Promise.race(loud.map((socket) => once(socket, 'close')));
    for (const socket of loud) for (let at = 0; at < 900; at += 1) socket.send('3', () => undefined);
    expect((await closed)[0]).toBe(1008);
    for (const socket of [quiet, elsewhere]) socket.send('3');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect([quiet.readyState, elsewhere.readyState]).toEqual([WebSocket.OPEN, WebSocket.OPEN]);
    for (const socket of [quiet, elsewhere, ...loud]) socket.terminate();
  });
});
