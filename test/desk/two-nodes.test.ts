import { io, type Socket } from 'socket.io-client';
import type { RunningApp } from '../../src/main.js';
import { startApplication } from '../support/application.js';
import { startRedis, type TestRedis } from '../support/servers/redis.js';
import { ask, DeskWorld, heard, type DeskBrand } from './world.js';

let redis: TestRedis;
let world: DeskWorld;
let other: RunningApp;
let brand: DeskBrand;
const sockets: Socket[] = [];

beforeAll(async () => {
  redis = await startRedis();
  world = await DeskWorld.start({ REDIS_URL: redis.url });
  other = await startApplication(world.database, { REDIS_URL: redis.url });
  brand = await world.brand('lumiere');
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await other?.close();
  await world?.close();
  await redis?.stop();
});

/** A desk on the other node. */
async function elsewhere(cookie: string): Promise<Socket> {
  const socket = io(`${other.url}/member`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { brand: brand.slug, locale: 'en' },
    extraHeaders: { origin: other.url, cookie },
  });
  sockets.push(socket);
  await heard(socket, 'hello');
  return socket;
}

it('shows members on different nodes that they look at the same conversation, until one goes', async () => {
  const lea = await brand.member('Lea');
  const odile = await brand.member('Odile', { role: 'manager' });
  const here = await (await world.signIn(lea.email)).connect(brand.slug);
  const there = await elsewhere((await world.signIn(odile.email)).cookie());
  const conversationId = await brand.start(await brand.visitor(), 'Hello');
  await ask(here, 'look', { conversationId });
  const seen = heard<object>(here, 'looking');
  await ask(there, 'look', { conversationId });
  expect(await seen).toMatchObject({ conversationId, memberId: odile.id, isNew: true });
  const answered = heard<object>(there, 'looking');
  await ask(here, 'look', { conversationId });
  expect(await answered).toMatchObject({ memberId: lea.id, isNew: false });
  const gone = heard<object>(here, 'left');
  there.disconnect();
  expect(await gone).toMatchObject({ conversationId });
});
