import type { BrowserContextOptions, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../../src/demo/index.js';
import { axeFindings } from '../../support/axe.js';
import { answerBox, DemoWorld, type Visitor } from '../world.js';

let world: DemoWorld;
let visitor: Visitor;
let desk: Page;
let platform: Page;

beforeAll(async () => {
  world = await DemoWorld.start();
  ({ page: platform } = await operator());
});
afterAll(() => world?.stop());

/** In front of all brands, in English. */
async function operator(options: BrowserContextOptions = {}) {
  const person = await world.chromium.person({ locale: 'en-GB', ...options });
  const { page } = person;
  await page.goto(`${world.url}/sign-in?next=/platform`);
  await page.locator('#email').fill('operator@causerie.test');
  await page.locator('#password').fill(DEMO_PASSWORD);
  await page.locator('main button[type=submit]').click();
  await page.waitForURL(/\/platform$/);
  return person;
}

async function change(act: 'Suspend' | 'Reopen', reason: string): Promise<void> {
  await platform.getByRole('link', { name: act, exact: true }).click();
  await platform.getByRole('textbox', { name: 'Reason' }).fill(reason);
  await platform.getByRole('button', { name: `${act} brand` }).click();
}

it('a conversation stops while its brand is suspended, in front of both, and goes on afterwards', async () => {
  const agent = await world.member('maya@fjord.test', { locale: 'en-GB' });
  desk = agent.page;
  await desk.getByText('Available', { exact: true }).first().click();
  visitor = await world.visitor('/fjord/', { locale: 'en-GB' });
  await visitor.openAndAccept();
  await visitor.write('Is the tent still there?');
  let box = await answerBox(agent);
  await box.fill('It is.');
  await box.press('Enter');
  await visitor.thread.getByText('It is.').waitFor();
  await box.fill('And there is');

  await platform.getByRole('link', { name: 'Fjord Outfitters' }).click();
  const reloaded = desk.waitForEvent('load');
  await change('Suspend', 'Unpaid since May');
  await platform.getByText('Brand suspended.').waitFor();
  await visitor.launcher.waitFor({ state: 'detached' });
  await visitor.page.locator('iframe').waitFor({ state: 'detached' });
  await reloaded;
  await desk.getByText('It is.').first().waitFor();
  expect(await desk.getByRole('textbox', { name: 'Your message' }).count()).toBe(0);
  await desk.getByText('This brand is suspended').first().waitFor();
  await visitor.page.reload();
  await visitor.page.locator('main').first().waitFor();
  expect(await visitor.launcher.count()).toBe(0);

  const opened = desk.waitForEvent('load');
  await change('Reopen', 'Paid');
  await platform.getByText('Brand reopened.').waitFor();
  await opened;
  box = desk.getByRole('textbox', { name: 'Your message' });
  await box.waitFor();
  expect(await box.inputValue()).toBe('And there is');
  await visitor.page.reload();
  // It was open, so it opens again by itself.
  await visitor.thread.getByText('It is.').waitFor();
  await box.press('Enter');
  await visitor.thread.getByText('And there is').waitFor();
  await visitor.write('Great, I take it.');
  await desk.getByText('Great, I take it.').first().waitFor();
}, 120_000);

it('is refused without a reason, next to the field, and can be done without JavaScript', async () => {
  const { page } = await operator({ javaScriptEnabled: false });
  await page.getByRole('link', { name: 'Maison Lumière' }).click();
  await page.getByRole('link', { name: 'Suspend', exact: true }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('   ');
  await page.getByRole('button', { name: 'Suspend brand' }).click();
  await page.getByText('Enter a reason.').waitFor();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Asked for by the brand');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Brand suspended.').waitFor();
  await page.getByText('Asked for by the brand').waitFor();
}, 60_000);

it.each([
  ['en-GB', 'light', 1440],
  ['fr-FR', 'dark', 390],
] as const)(
  'is for everybody: %s, %s, %i px',
  async (locale, colorScheme, width) => {
    const { page } = await operator({ locale, colorScheme, viewport: { width, height: 900 } });
    const { id } = (await world.database.query(`SELECT id FROM brands WHERE slug = 'fjord'`))[0] as {
      id: string;
    };
    const brand = `/platform/brands/${id}`;
    for (const path of [
      '/platform',
      '/platform?q=nobody',
      brand,
      `${brand}/suspension`,
      `${brand}/reopening`,
      '/platform/mails',
      '/platform/log',
    ]) {
      await page.goto(world.url + path);
      expect([path, await axeFindings(page)]).toEqual([path, []]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([path, overflow]).toEqual([path, 0]);
    }
  },
  120_000,
);
