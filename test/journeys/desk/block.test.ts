import type { Person } from '../../support/chromium.js';
import { answerBox, DemoWorld } from '../world.js';

describe('a visitor who is blocked, and the members who did it', () => {
  let world: DemoWorld;

  beforeAll(async () => {
    world = await DemoWorld.start();
  });

  afterAll(async () => {
    await world?.stop();
  });

  it('see it at once: the launcher is gone, nothing tells why, and a manager lets them in again', async () => {
    const visitor = await world.visitor('/fjord/');
    await visitor.openAndAccept();
    await visitor.write('Something nobody should have to read');
    await visitor.box.fill('Begun before it was decided');
    const maya = await world.member('maya@fjord.test');
    await answerBox(maya);

    await askToBlock(maya);
    const dialog = maya.page.getByRole('dialog', { name: 'Block this visitor?' });
    await dialog.getByRole('button', { name: 'Block', exact: true }).click();
    await maya.page.getByText('This visitor is blocked').waitFor();
    await maya.page.getByRole('log').getByText('Maya blocked this visitor').waitFor();
    await maya.page.getByRole('textbox', { name: 'Your message' }).waitFor({ state: 'detached' });

    await visitor.page.locator('iframe').waitFor({ state: 'detached' });
    expect(await visitor.launcher.count()).toBe(0);
    expect(await visitor.page.locator('body').innerText()).not.toMatch(/block/i);
    const elsewhere = await visitor.tab(world.shopUrl('/fjord/products/tent'));
    const asked = elsewhere.page.evaluate(
      () =>
        new Promise((resolve) => {
          const { causerie } = window as never as { causerie: (...words: unknown[]) => void };
          causerie('on', 'not_engaged', () => resolve('not engaged'));
          causerie('open');
        }),
    );
    expect(await asked).toBe('not engaged');
    expect(await elsewhere.launcher.count()).toBe(0);

    const manager = await world.member('manager@fjord.test');
    await manager.page.getByRole('link', { name: 'Settings' }).click();
    await manager.page.getByRole('link', { name: 'Blocked visitors' }).click();
    const row = manager.page.getByRole('row').filter({ hasText: 'Maya' });
    await row.getByRole('button', { name: /^Unblock/ }).click();
    await manager.page.getByText('No blocked visitors').waitFor();
    await elsewhere.launcher.waitFor();
    await visitor.launcher.click();
    await visitor.thread.getByText('Something nobody should have to read').waitFor();
    expect(await visitor.box.inputValue()).toBe('Begun before it was decided');
    await visitor.write('Hello again');
    await maya.page.getByRole('log').getByText('Hello again').waitFor();
    await maya.page.getByRole('textbox', { name: 'Your message' }).waitFor();
  });

  it('end the conversation with it, and the visitor is left without the messenger', async () => {
    const visitor = await world.visitor('/fjord/products/tent');
    await visitor.openAndAccept();
    await visitor.write('Buy cheap followers');
    const maya = await world.member('maya@fjord.test');
    await maya.page.getByRole('link', { name: /Buy cheap followers/ }).click();
    await askToBlock(maya);
    await maya.page.getByRole('button', { name: 'Block and close' }).click();
    await maya.page.getByText('This conversation is closed.').waitFor();
    await maya.page.getByText('This visitor is blocked').waitFor();

    await visitor.page.locator('iframe').waitFor({ state: 'detached' });
    expect(await visitor.launcher.count()).toBe(0);
  });
});

/** Opens the dialog, from the header or the menu in it. */
async function askToBlock({ page }: Person): Promise<void> {
  const button = page.locator('[data-block-open]');
  await button.waitFor({ state: 'attached' });
  if (!(await button.isVisible())) await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: 'Block', exact: true }).click();
}
