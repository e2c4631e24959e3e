import { DemoWorld } from './world.js';

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
});

/** Or outside the messenger, where the page has it. */
function isFocusInside(panel: Element): boolean {
  const focused = document.hasFocus() ? document.activeElement : null;
  return focused === null || focused === document.body || panel.contains(focused);
}
