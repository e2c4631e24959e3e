import type { Locator, Page } from 'playwright-core';
import { DemoWorld, type Visitor } from '../world.js';
import type { Person } from '../../support/chromium.js';
import { until } from '../../support/platform.js';
import { atOnce } from '../../support/time/at-once.js';

let world: DemoWorld;
let maya: Person;

beforeAll(async () => {
  world = await DemoWorld.start();
  await world.database.query(`UPDATE members SET capacity = 30 WHERE name = 'Maya'`);
  maya = await world.member('maya@fjord.test');
  await available(maya.page);
}, 180_000);

afterAll(() => world?.stop());

async function available(page: Page): Promise<void> {
  await page.locator('[data-availability] button[value="available"]').click();
  await page.locator('[data-availability] button[value="available"][aria-pressed="true"]').waitFor();
}

async function talking(text: string): Promise<Visitor> {
  const visitor = await world.visitor('/fjord/');
  await visitor.openAndAccept();
  await visitor.write(text);
  await maya.page.locator('#list-mine [data-item]', { hasText: text }).waitFor();
  await visitor.messenger.locator('[data-content][data-conversation]:not([data-conversation=""])').waitFor();
  return visitor;
}

const row = (text: string) => maya.page.locator('#list-mine [data-conversation]', { hasText: text });
const presence = (visitor: Visitor) => visitor.messenger.locator('[data-presence-line]');

/** Two tabs of one browser, of which the second is looked at. */
async function secondTab(first: Visitor): Promise<Visitor> {
  const second = await first.tab(first.page.url());
  await second.page.bringToFront();
  if (!(await second.box.isVisible())) await second.launcher.click();
  await second.messenger.locator('[data-content][data-state="ready"]').waitFor();
  return second;
}

describe('a visitor with two tabs', () => {
  it('finds in both what was written, and in neither what was sent', async () => {
    const first = await talking('Is it waterproof?');
    const second = await secondTab(first);
    await first.box.fill('And how heavy is it?');
    await hasValue(second.box, 'And how heavy is it?');
    await first.box.press('Enter');
    await hasValue(second.box, '');
    await atOnce(second.thread.getByText('And how heavy is it?').waitFor());
    await second.box.press('Enter');
    await first.box.press('Enter');
    await row('And how heavy is it?').click();
    await maya.page.getByRole('log').getByText('And how heavy is it?').waitFor();
    expect(await second.thread.getByText('And how heavy is it?').count()).toBe(1);
    expect(await maya.page.getByRole('log').getByText('And how heavy is it?').count()).toBe(1);
  });

  it('follows to the conversation that the first begins after one that is over, or leads there', async () => {
    const first = await talking('Which pegs go with it?');
    const second = await secondTab(first);
    const end = async (text: string) => {
      await row(text).click();
      await maya.page.getByRole('log').getByText(text).waitFor();
      await maya.page.getByRole('button', { name: 'Close', exact: true }).click();
      for (const tab of [first, second])
        await tab.messenger.locator('[data-content][data-state="closed"]').waitFor();
    };
    const beginAgain = async (text: string) => {
      await first.messenger.getByRole('button', { name: 'Start a new conversation' }).click();
      await first.messenger.locator('[data-content][data-state="ready"]').waitFor();
      await first.write(text);
      await first.thread.getByText(text).waitFor();
    };
    await end('Which pegs go with it?');
    await beginAgain('And which hammer?');
    await atOnce(second.messenger.locator('[data-content][data-state="ready"]').waitFor());
    await second.thread.getByText('And which hammer?').waitFor();

    await row('And which hammer?').waitFor();
    await end('And which hammer?');
    await first.messenger.getByRole('button', { name: 'Start a new conversation' }).click();
    await first.messenger.locator('[data-content][data-state="ready"]').waitFor();
    await second.messenger.getByRole('form', { name: 'How did we do?' }).getByRole('textbox').fill('It was');
    await first.write('Is there a mallet?');
    const leads = second.messenger.getByRole('button', { name: 'Go to your current conversation' });
    await atOnce(leads.waitFor());
    await leads.click();
    await second.thread.getByText('Is there a mallet?').waitFor();
  });

  it('shows what one tab has written offline in the other too, and neither loses it', async () => {
    const first = await talking('Are the poles of carbon?');
    const second = await secondTab(first);
    await first.person.context.setOffline(true);
    for (const tab of [first, second]) await atOnce(tab.messenger.getByText('You are offline').waitFor());
    await first.write('Written in the first');
    await second.write('Written in the second');
    for (const tab of [first, second])
      for (const text of ['Written in the first', 'Written in the second'])
        await atOnce(tab.thread.getByText(text).waitFor());
    await first.person.context.setOffline(false);
    for (const tab of [first, second]) {
      await atOnce(tab.messenger.getByText('You are offline').waitFor({ state: 'hidden' }));
      await tab.messenger.locator('.entry.pending').first().waitFor({ state: 'detached' });
      for (const text of ['Written in the first', 'Written in the second']) {
        await atOnce(tab.thread.getByText(text).first().waitFor());
        await stands(tab.thread.getByText(text), 1);
      }
    }
  });

  it('reduces and opens the messenger in both', async () => {
    const first = await talking('Do you ship to Norway?');
    const second = await secondTab(first);
    await second.reduce.click();
    await first.page.bringToFront();
    await atOnce(first.launcher.waitFor());
    await first.launcher.click();
    await second.page.bringToFront();
    await atOnce(second.box.waitFor());
  });

  it('has the same settings in both: history, e-mails, sound, and the invitation that was put off', async () => {
    const first = await talking('Which size for two?');
    const second = await secondTab(first);
    const setting = (tab: Visitor, name: string) => tab.messenger.locator(`[data-setting="${name}"]`);
    await second.messenger.getByRole('button', { name: 'Settings' }).click();
    await setting(second, 'sound').click();
    await setting(second, 'email-notifications').click();
    await second.messenger.locator('#settings-email').fill('ada@example.test');
    await second.messenger.locator('#settings form button[type=submit]').click();
    await setting(second, 'history-hidden').click();
    await atOnce(first.messenger.getByText('History hidden').waitFor());
    await stands(first.thread.getByText('Which size for two?'), 0);
    await isChecked(setting(first, 'history-hidden'), true);
    await isChecked(setting(first, 'sound'), false);
    await isChecked(setting(first, 'email-notifications'), false);
    await hasValue(first.messenger.locator('#settings-email'), 'ada@example.test');
    await stands(first.messenger.locator('[data-invitation]'), 0);
    await first.messenger.getByRole('button', { name: 'Show', exact: true }).click();
    await atOnce(second.thread.getByText('Which size for two?').waitFor());
    await stands(second.messenger.getByText('History hidden'), 0);
  });
});

describe('a messenger', () => {
  it('follows whether the member can answer, and whom the conversation is given to', async () => {
    const visitor = await talking('Is anybody there?');
    await says(presence(visitor), 'Online');
    await maya.page.locator('[data-availability] button[value="away"]').click();
    await says(presence(visitor), 'We’ll reply as soon as we can');
    await available(maya.page);
    await says(presence(visitor), 'Online');
    await visitor.person.context.setOffline(true);
    await presence(visitor).waitFor({ state: 'hidden' });
    await visitor.person.context.setOffline(false);
    await says(presence(visitor), 'Online');
  });

  it('shows one notice at a time, and takes advice away when the visitor writes', async () => {
    const visitor = await talking('May I leave an address?');
    const notices = visitor.messenger.locator('.notice:visible');
    await visitor.messenger.getByRole('textbox', { name: 'Your e-mail address' }).fill('ada@example.test');
    await visitor.messenger.locator('[data-invitation] [type=submit]').click();
    await visitor.messenger.locator('[data-notice="noted"]').waitFor();
    await visitor.person.context.setOffline(true);
    await visitor.messenger.locator('[data-notice="offline"]').waitFor();
    await stands(notices, 1);
    await visitor.person.context.setOffline(false);
    await visitor.messenger.locator('[data-notice="noted"]').waitFor();
    await visitor.box.pressSequentially('One');
    await visitor.messenger.locator('[data-notice="noted"]').waitFor({ state: 'hidden' });
  });

  it('keeps the end of the thread in view whatever comes below it', async () => {
    const visitor = await talking('Nr. 0');
    for (let number = 1; number < 12; number += 1) await visitor.write(`Nr. ${number}`);
    const last = visitor.thread.getByText('Nr. 11');
    await last.waitFor();
    await visitor.messenger.locator('[data-file-input]').setInputFiles(
      [1, 2, 3].map((number) => ({
        ...{ name: `plan-${number}.txt`, mimeType: 'text/plain', buffer: Buffer.from('A plan') },
      })),
    );
    await visitor.messenger.locator('[data-attachments] li').nth(2).waitFor();
    await visitor.person.context.setOffline(true);
    await atOnce(visitor.messenger.getByText('You are offline').waitFor());
    const bottom = async (selector: string) =>
      visitor.messenger.locator(selector).evaluate((element) => element.getBoundingClientRect().bottom);
    const isInView = async () => (await bottom('#thread')) <= (await bottom('[data-scroll]'));
    await soon(isInView, () => bottom('#thread'));
    await visitor.person.context.setOffline(false);
    await atOnce(visitor.messenger.getByText('You are offline').waitFor({ state: 'hidden' }));
    await soon(isInView, () => bottom('#thread'));
  });
});

describe('a member with two desks', () => {
  it('finds in both what was written and attached, and in neither what was sent', async () => {
    await talking('Can I return it?');
    await row('Can I return it?').click();
    const first = maya.page;
    await first.getByRole('log').getByText('Can I return it?').waitFor();
    const second = await maya.context.newPage();
    await second.goto(first.url());
    const box = (page: Page) => page.getByRole('textbox', { name: 'Your message' });
    const files = (page: Page) => page.locator('[data-attachments] [data-file]');
    await box(first).fill('Within thirty days.');
    await hasValue(box(second), 'Within thirty days.');
    await first
      .locator('[data-file-input]')
      .setInputFiles({ name: 'terms.txt', mimeType: 'text/plain', buffer: Buffer.from('Thirty days') });
    await files(second).waitFor();
    await box(first).press('Enter');
    await hasValue(box(second), '');
    await atOnce(files(second).waitFor({ state: 'detached' }));
    await atOnce(second.getByRole('log').getByText('Within thirty days.').waitFor());
    await box(second).press('Enter');
    await second.getByRole('button', { name: 'Note' }).first().click();
    expect(await first.getByRole('log').getByText('Within thirty days.').count()).toBe(1);
    await second.locator('[data-availability] button[value="away"]').click();
    await atOnce(first.locator('[data-availability] button[value="away"][aria-pressed="true"]').waitFor());
    await available(second);
    await second.close();
  });

  it('says that the connection is lost and is silent when it is back, with the end in view', async () => {
    const visitor = await talking('Hold the line');
    await row('Hold the line').click();
    await maya.page.getByRole('log').getByText('Hold the line').waitFor();
    for (let number = 1; number < 15; number += 1) await visitor.write(`Line ${number}`);
    const last = maya.page.getByRole('log').getByText('Line 14', { exact: true });
    await last.waitFor();
    const isCovered = async () => {
      const end = await last.boundingBox();
      const scroll = await maya.page.locator('[data-scroll]').boundingBox();
      const bar = await maya.page.locator('[data-lost]').boundingBox();
      if (!end || !scroll) return true;
      const isBelow = end.y + end.height > scroll.y + scroll.height;
      return isBelow || (bar !== null && bar.y < end.y + end.height && bar.y + bar.height > end.y);
    };
    await soon(async () => !(await isCovered()), isCovered);
    await maya.page.locator('[data-file-input]').setInputFiles(
      [1, 2, 3].map((number) => ({
        ...{ name: `plan-${number}.txt`, mimeType: 'text/plain', buffer: Buffer.from('A plan') },
      })),
    );
    await maya.page.locator('[data-attachments] [data-file]').nth(2).waitFor();
    await maya.context.setOffline(true);
    await atOnce(maya.page.locator('[data-lost]').waitFor());
    await soon(async () => !(await isCovered()), isCovered);
    const word = maya.page.locator('#desk-header [data-presence-word]');
    expect(await word.isVisible()).toBe(false);
    await maya.context.setOffline(false);
    await word.waitFor();
    await atOnce(maya.page.locator('[data-lost]').waitFor({ state: 'hidden' }));
    await soon(async () => !(await isCovered()), isCovered);
    await visitor.write('Are you back?');
    await atOnce(maya.page.getByRole('log').getByText('Are you back?').waitFor());
  });
});

describe('one person', () => {
  it('has one name and one colour everywhere once the page says who they are', async () => {
    const visitor = await talking('Who am I?');
    await row('Who am I?').click();
    await maya.page.getByRole('log').getByText('Who am I?').waitFor();
    const account = await visitor.tab(world.shopUrl('/fjord/account'));
    await account.page.locator('form.choices button').click();
    await atOnce(maya.page.locator('#desk-header h1', { hasText: 'Grace Okafor' }).waitFor());
    await atOnce(row('Grace Okafor').waitFor());
    await visitor.write('Now you know');
    await maya.page.getByRole('log').getByText('Now you know').waitFor();
    const names = await maya.page
      .locator('#thread .entry.message[data-side="visitor"] .entry-author')
      .allInnerTexts();
    expect(new Set(names)).toEqual(new Set(['Grace Okafor']));
    const tints = await maya.page
      .locator(
        '#desk-header .avatar, #desk-visitor .person .avatar, #thread .entry[data-side="visitor"] .avatar',
      )
      .evaluateAll((avatars) => avatars.map((avatar) => /tint-\d/.exec(avatar.className)?.[0]));
    const listed = await row('Grace Okafor')
      .locator('.avatar')
      .evaluate((avatar) => /tint-\d/.exec(avatar.className)?.[0]);
    expect(new Set([...tints, listed]).size).toBe(1);
  });
});

describe('rows', () => {
  it('stay where they are under a resting pointer, and find their order once it leaves', async () => {
    const first = await talking('The first of two');
    await talking('The second of two');
    const order = () =>
      maya.page.locator('#list-mine [data-conversation]').evaluateAll((rows) => rows.map(({ id }) => id));
    const last = maya.page.locator('#list-mine [data-conversation]').last();
    await last.hover();
    const before = await order();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await first.write('Once more, to move up');
    await atOnce(row('Once more, to move up').waitFor());
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await order()).toEqual(before);
    await maya.page.mouse.move(900, 300);
    await soon(
      async () => (await order()).join() !== before.join(),
      async () => (await order()).join(),
    );
  });
});

describe('the palette', () => {
  it('finds what begins so, what one does before whom one talks with', async () => {
    await talking('So nice, now or otherwise');
    await maya.page.keyboard.press('Control+k');
    await maya.page.locator('[data-palette-input]').fill('snoo');
    const texts = () => maya.page.locator('[data-palette-options] [data-text]').allInnerTexts();
    await maya.page.locator('[data-palette-status]').filter({ hasText: /^$/ }).waitFor({ state: 'attached' });
    expect((await texts()).filter((text) => text.includes('nice'))).toEqual([]);
    await maya.page.locator('[data-palette-input]').fill('n');
    expect((await texts())[0]).not.toContain('·');
    await maya.page.keyboard.press('Escape');
  });
});

const PATIENCE = 15_000;

/** What one of two places shows once the other has changed. */
async function soon(holds: () => Promise<boolean>, said: () => Promise<unknown>): Promise<void> {
  try {
    await atOnce(until(holds, PATIENCE));
  } catch (error) {
    throw new Error(`It says “${String(await said())}”.`, { cause: error });
  }
}

const hasValue = (field: Locator, value: string) =>
  soon(
    async () => (await field.inputValue()) === value,
    () => field.inputValue(),
  );
const says = (element: Locator, text: string) =>
  soon(
    async () => (await element.innerText()) === text,
    () => element.innerText(),
  );
const isChecked = (box: Locator, is: boolean) =>
  soon(
    async () => (await box.isChecked()) === is,
    () => box.isChecked(),
  );
const stands = (what: Locator, times: number) =>
  soon(
    async () => (await what.count()) === times,
    () => what.count(),
  );
