import { setTimeout as sleep } from 'node:timers/promises';
import type { Page, Request } from 'playwright-core';
import { messengerOf, openStage, type Stage } from '../../support/stage.js';

const KIB = 1024;
const IDLE_SECONDS = 21;
/** Frames of Engine.IO's heartbeat: ping and pong. */
const HEARTBEAT = new Set(['2', '3']);

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

/** What a page asks of the application: a WebSocket counts as one request, files by their bytes as sent. */
function watch(page: Page) {
  const requests: Request[] = [];
  const words: string[] = [];
  let sockets = 0;
  page.on('request', (request) => void (request.url().startsWith(stage.url) && requests.push(request)));
  page.on('websocket', (socket) => {
    sockets += 1;
    const hear = ({ payload }: { payload: string | Buffer }) => {
      if (!HEARTBEAT.has(String(payload))) words.push(String(payload));
    };
    socket.on('framesent', hear);
    socket.on('framereceived', hear);
  });
  return async () => {
    const sizes = await Promise.all(requests.map((request) => request.sizes()));
    return {
      bytes: sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0),
      requests: requests.length + sockets,
      words: words.length,
    };
  };
}

it('costs a page little before a click, little more when opened, and nothing while it is idle', async () => {
  const { page } = await stage.chromium.person();
  const spent = watch(page);
  await page.goto(stage.shopUrl('fjord'));
  const launcher = page.getByRole('button', { name: 'Chat with us' });
  await launcher.waitFor();
  await sleep(1500);
  const before = await spent();
  expect(before.requests).toBeLessThanOrEqual(3);
  expect(before.bytes).toBeGreaterThan(0);
  expect(before.bytes).toBeLessThanOrEqual(10 * KIB);

  await launcher.click();
  await messengerOf(page).getByRole('button', { name: 'Accept' }).click();
  await messengerOf(page).locator('[data-content][data-state="ready"]').waitFor();
  await sleep(1500);
  const opened = await spent();
  expect(opened.bytes - before.bytes).toBeGreaterThan(0);
  expect(opened.words).toBeGreaterThan(0);
  expect(opened.bytes - before.bytes).toBeLessThanOrEqual(60 * KIB);

  await sleep(IDLE_SECONDS * 1000);
  const idle = await spent();
  expect({ requests: idle.requests - opened.requests, words: idle.words - opened.words }).toEqual({
    requests: 0,
    words: 0,
  });
});
