import type { Locator } from 'playwright-core';
import { until } from '../../support/platform.js';
import { DemoWorld } from '../world.js';

let world: DemoWorld;

beforeAll(async () => {
  world = await DemoWorld.start();
});
afterAll(() => world?.stop());

/** Whether what stands there has the keyboard, within the frame or on the page. */
const isFocused = (control: Locator) =>
  control.evaluate((element) => {
    const root = element.getRootNode() as Document | ShadowRoot;
    return element.ownerDocument.hasFocus() && root.activeElement === element;
  });

it('a visitor opens the messenger, accepts, writes and reduces it by keyboard alone', async () => {
  const { page, launcher, messenger, box } = await world.visitor('/fjord/', { locale: 'en-GB' });
  await launcher.waitFor();
  await launcher.focus();
  await page.keyboard.press('Enter');
  const consent = messenger.getByRole('region', { name: 'Before you write' });
  await consent.waitFor();
  await until(() => isFocused(consent));
  const accept = messenger.getByRole('button', { name: 'Accept' });
  for (let tabs = 0; tabs < 5 && !(await isFocused(accept)); tabs++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await until(() => isFocused(box));
  await page.keyboard.type('Are the poles foldable?');
  await page.keyboard.press('Enter');
  await messenger.getByRole('log').getByText('Are the poles foldable?').waitFor();
  await page.keyboard.press('Escape');
  await launcher.waitFor();
  await until(() => isFocused(launcher));
});

it('a messenger that opens by itself leaves the keyboard to the page', async () => {
  const visitor = await world.visitor('/fjord/', { locale: 'en-GB' });
  await visitor.openAndAccept();
  await visitor.page.reload();
  await visitor.messenger.locator('[data-content][data-state="ready"]').waitFor();
  expect(await visitor.page.evaluate(() => document.activeElement === document.body)).toBe(true);
  expect(await isFocused(visitor.box)).toBe(false);
});
