import { setTimeout as sleep } from 'node:timers/promises';
import type { FrameLocator, Page } from 'playwright-core';
import { messengerOf, openStage, type Stage } from '../../support/stage.js';
import type { Talker } from '../../support/talker.js';

const CONTENT = /\/content\?/;

let stage: Stage;
let maya: Talker;
let page: Page;
/** Maya holds three at most. */
const begun = new Set<string>();
let messenger: FrameLocator;

beforeAll(async () => {
  stage = await openStage();
  maya = await stage.maya();
});
beforeEach(async () => {
  ({ page } = await stage.chromium.person({ viewport: { width: 1280, height: 620 } }));
  messenger = messengerOf(page);
  await page.goto(stage.shopUrl('fjord', '/checkout'));
});
afterEach(async () => {
  for (const conversationId of begun) await maya.ask('close', { conversationId });
  begun.clear();
});
afterAll(async () => {
  maya?.close();
  await stage?.close();
});

const open = () => page.getByRole('button', { name: 'Chat with us' }).click();
const ready = () => messenger.locator('[data-content][data-state="ready"]').waitFor();
const shown = (text: string) => messenger.locator('#thread').getByText(text).waitFor();

async function begin(text: string): Promise<string> {
  await open();
  await messenger.locator('[data-accept]').click();
  await ready();
  return write(text);
}

async function write(text: string): Promise<string> {
  await messenger.locator('[data-text-input]').fill(text);
  await page.keyboard.press('Enter');
  await messenger.locator('[data-invitation]').waitFor();
  const id = (await messenger.locator('[data-content]').getAttribute('data-conversation')) ?? '';
  begun.add(id);
  return id;
}

/** Counts what is asked for, and lets no answer through before it is released. */
async function hold(): Promise<{ asked: () => number; release: () => void }> {
  let asked = 0;
  let release: (value?: unknown) => void = () => undefined;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(CONTENT, async (route) => {
    asked += 1;
    await released;
    await route.continue();
  });
  return { asked: () => asked, release: () => release() };
}

describe('a messenger that opens', () => {
  it('says nothing of a conversation that goes on before it is there, and asks for it once', async () => {
    const conversation = await begin('Does the tent come in green?');
    await maya.send(conversation, 'It does.');
    await shown('It does.');
    const { asked, release } = await hold();
    await page.reload();
    await messenger.locator('.skeleton').waitFor();
    for (const part of ['.opening', '#messenger-who', '[data-presence-line]', '[data-text-input]'])
      expect([part, await messenger.locator(part).isVisible()]).toEqual([part, false]);
    // Its socket is there long before.
    await sleep(1500);
    release();
    await shown('It does.');
    await messenger.locator('#messenger-who').waitFor();
    expect(await messenger.locator('.skeleton').count()).toBe(0);
    await maya.send(conversation, 'In two sizes.');
    await shown('In two sizes.');
    expect(asked()).toBe(1);
  });

  it('welcomes somebody new at once, without saying that anybody is there or not', async () => {
    const { asked, release } = await hold();
    await open();
    await messenger.locator('#new:target .opening').waitFor();
    expect(await messenger.locator('.skeleton').isVisible()).toBe(false);
    expect(await messenger.locator('[data-presence-line]').isVisible()).toBe(false);
    await sleep(1500);
    release();
    await messenger.locator('[data-accept]').waitFor();
    await messenger.locator('[data-presence-line]').waitFor();
    await sleep(500);
    expect(asked()).toBe(1);
  });

  it('asks again where a conversation has begun elsewhere since it asked', async () => {
    await open();
    const before = page.waitForResponse((answer) => CONTENT.test(answer.url()));
    await messenger.locator('[data-accept]').click();
    const stale = await (await before).text();
    await ready();
    await write('Does the tent come in red?');
    let asked = 0;
    await page.route(CONTENT, async (route) => {
      asked += 1;
      if (asked > 1) return route.continue();
      await sleep(1000);
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: stale });
    });
    await page.reload();
    await shown('Does the tent come in red?');
    expect(asked).toBe(2);
  });

  it('stays reduced as long as the visit, and shows what was not read in a later one', async () => {
    const conversation = await begin('Do you ship to Norway?');
    await messenger.getByRole('button', { name: /Reduce|Minimi/ }).click();
    await page.locator('iframe').waitFor({ state: 'hidden' });
    await maya.send(conversation, 'We do.');
    const badge = page.locator('button.launcher[aria-description^="1"]');
    await badge.waitFor();
    await page.reload();
    await badge.waitFor();
    await sleep(500);
    expect(await page.locator('iframe').count()).toBe(0);
    await page.evaluate((ago) => {
      const key = Object.keys(sessionStorage).find((name) => name.endsWith(':state')) ?? '';
      const [state, at] = sessionStorage.getItem(key)?.split(' ') ?? [];
      sessionStorage.setItem(key, `${state} ${Number(at) - ago}`);
    }, 31 * 60_000);
    await page.reload();
    await shown('We do.');
  });
});

describe('a conversation that is closed under the hands of a visitor', () => {
  it('keeps in sight that it is closed, and draws no frame round what there is to read', async () => {
    const conversation = await begin('Is the stove for gas?');
    for (let number = 0; number < 8; number += 1) await maya.send(conversation, `Answer ${number}`);
    await shown('Answer 7');
    await messenger.locator('[data-text-input]').focus();
    await maya.ask('close', { conversationId: conversation });
    await messenger.locator('[data-survey]').waitFor();
    await sleep(500);
    const [top, line, bottom, outline] = await messenger.locator('[data-scroll]').evaluate((scroller) => {
      const around = scroller.getBoundingClientRect();
      const closed = document.querySelector('#thread > .information:last-child')?.getBoundingClientRect();
      return [around.top, closed?.top ?? 0, around.bottom, getComputedStyle(scroller).outlineStyle];
    });
    expect(line).toBeGreaterThanOrEqual(Number(top) - 1);
    expect(line).toBeLessThan(Number(bottom) - 20);
    expect(await messenger.locator('[data-scroll]').evaluate((element) => element.matches(':focus'))).toBe(
      true,
    );
    expect(outline).toBe('none');
    expect(await messenger.locator('[data-presence-line]').isVisible()).toBe(false);
  });
});
