import { DemoWorld } from '../world.js';

describe('what the messenger covers', () => {
  let world: DemoWorld;

  beforeAll(async () => {
    world = await DemoWorld.start();
  });

  afterAll(async () => {
    await world?.stop();
  });

  it('is out of the keyboard’s reach while the settings are open', async () => {
    const visitor = await world.visitor('/fjord/');
    await visitor.openAndAccept();
    const settings = visitor.messenger.getByRole('button', { name: 'Settings' });
    await settings.press('Enter');
    const panel = visitor.messenger.locator('[data-settings]');
    const back = panel.getByRole('button', { name: 'Back to the conversation' });
    expect(await back.evaluate((element) => element === document.activeElement)).toBe(true);
    await panel.getByLabel('Language').focus();
    for (let times = 0; times < 8; times += 1) {
      await visitor.page.keyboard.press('Tab');
      expect(await panel.evaluate(isFocusInside)).toBe(true);
    }
    await back.press('Enter');
    await panel.waitFor({ state: 'hidden' });
    expect(await settings.evaluate((element) => element === document.activeElement)).toBe(true);
    await visitor.box.fill('Within reach again');
  });

  it('is where Back leads first from a messenger that fills a phone, unheard by the page', async () => {
    const visitor = await world.visitor('/fjord/', { viewport: { width: 390, height: 844 } });
    const { page } = visitor;
    await page.goto(world.shopUrl('/fjord/products/tent'));
    await page.evaluate(() => {
      history.replaceState({ scroll: 120 }, '');
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      addEventListener('popstate', ({ state }) => heard.push(state));
    });
    const told = () =>
      page.evaluate(() => [(window as never as { heard: unknown[] }).heard.length, history.state as object]);
    const isReduced = () => page.locator('iframe').waitFor({ state: 'hidden' });

    await visitor.launcher.click();
    await visitor.reduce.waitFor();
    await page.goBack();
    await isReduced();
    expect(page.url()).toBe(world.shopUrl('/fjord/products/tent'));
    expect(await told()).toEqual([0, { scroll: 120 }]);

    await visitor.launcher.click();
    await visitor.reduce.click();
    await isReduced();
    await visitor.launcher.click();
    await page.evaluate(() => history.pushState({ of: 'the page' }, '', '/fjord/products/stove'));
    await page.goBack();
    expect(await told()).toEqual([1, { scroll: 120 }]);
    expect(await page.locator('iframe').isVisible()).toBe(true);
    await visitor.reduce.click();
    await isReduced();
    await page.goBack();
    await page.goBack();
    expect(page.url()).toBe(world.shopUrl('/fjord/'));
  });
});

/** Or outside the messenger, where the page has it. */
function isFocusInside(panel: Element): boolean {
  const focused = document.hasFocus() ? document.activeElement : null;
  return focused === null || focused === document.body || panel.contains(focused);
}
