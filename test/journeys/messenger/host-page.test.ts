import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { messengerOf, openStage, type Stage } from '../../support/stage.js';
import type { Talker } from '../../support/talker.js';

let stage: Stage;
let maya: Talker;
let page: Page;

/** Whether the page is looked at, as a browser tells it. */
function look(isSeen: boolean): Promise<void> {
  return page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, !isSeen);
}

const titled = (title: string) => page.waitForFunction((wished) => document.title === wished, title);

beforeAll(async () => {
  stage = await openStage();
  maya = await stage.maya();
  page = (await stage.chromium.person()).page;
  await page.goto(stage.shopUrl('fjord'));
  await page.getByRole('button', { name: 'Chat with us' }).click();
  const messenger = messengerOf(page);
  await messenger.getByRole('button', { name: 'Accept' }).click();
  await messenger.getByRole('textbox', { name: 'Your message' }).fill('Is it warm?');
  await messenger.getByRole('button', { name: 'Send' }).click();
  await messenger.locator('.entry[data-seq]', { hasText: 'Is it warm?' }).waitFor();
  await messenger.getByRole('button', { name: 'Reduce' }).click();
});
afterAll(async () => {
  maya?.close();
  await stage?.close();
});

it('a page that builds its title out of ours loses nothing and keeps nothing of it', async () => {
  const plain = await page.title();
  const [{ id }] = await stage.database.query<{ id: string }>(
    `SELECT conversation_id AS id FROM entries WHERE body = 'Is it warm?'`,
  );
  await look(false);
  await maya.send(id, `Very, ${randomUUID()}`);
  await titled(`(1)\u00a0${plain}`);
  await page.evaluate(() => (document.title = `Sale · ${document.title}`));
  await maya.send(id, `Indeed, ${randomUUID()}`);
  await titled(`(2)\u00a0Sale · ${plain}`);
  await page.evaluate(() => (document.title += ' (3) new'));
  await look(true);
  await titled(`Sale · ${plain} (3) new`);
});

it('a page that is printed shows neither launcher nor messenger', async () => {
  const launcher = page.getByRole('button', { name: 'Chat with us' });
  await launcher.waitFor();
  await page.emulateMedia({ media: 'print' });
  expect(await launcher.isVisible()).toBe(false);
  await page.emulateMedia({ media: null });
  await launcher.click();
  const frame = page.locator('iframe').first();
  await frame.waitFor();
  await page.emulateMedia({ media: 'print' });
  expect(await frame.isVisible()).toBe(false);
  await page.emulateMedia({ media: null });
  await frame.waitFor();
});
