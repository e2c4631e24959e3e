import { answerBox, closeAll, DemoWorld } from '../world.js';

describe('a closed conversation', () => {
  let world: DemoWorld;

  beforeAll(async () => {
    world = await DemoWorld.start();
  });

  afterAll(async () => {
    await world?.stop();
  });

  it('shows until it is read and the page changes, and lets go of nothing that was being written', async () => {
    const visitor = await world.visitor('/fjord/checkout');
    const maya = await world.member('maya@fjord.test');
    await closeAll(maya);
    await visitor.openAndAccept();
    await visitor.write('Is this jacket waterproof?');
    const box = await answerBox(maya);
    await maya.page.getByRole('button', { name: 'Away' }).click();
    await visitor.reduce.click();
    await box.fill('It is.');
    await box.press('Enter');
    await visitor.launcher.and(visitor.page.locator('[aria-description^="1"]')).waitFor();
    await maya.page.getByRole('button', { name: 'Close', exact: true }).click();
    await maya.page.getByText('This conversation is closed.').waitFor();

    await visitor.page.goto(world.shopUrl('/fjord/checkout?step=2'));
    await visitor.launcher.click();
    await visitor.thread.getByText('It is.').waitFor();
    await visitor.page.locator('button.launcher[aria-description=""]').waitFor({ state: 'attached' });
    await visitor.reduce.click();
    await visitor.launcher.click();
    await visitor.thread.getByText('It is.').waitFor();
    await visitor.reduce.click();
    await visitor.page.goto(world.shopUrl('/fjord/products/tent'));
    await visitor.launcher.click();
    await visitor.write('And the tent?');

    await maya.page.getByRole('button', { name: 'Available' }).click();
    await visitor.thread.getByText('Maya joined').waitFor();
    await answerBox(maya);
    await visitor.box.fill('Half a sentence');
    await closeAll(maya);
    await visitor.messenger.getByRole('button', { name: 'Start a new conversation' }).waitFor();
    expect(await visitor.box.inputValue()).toBe('Half a sentence');
    await visitor.messenger.getByRole('button', { name: 'Start a new conversation' }).click();
    await visitor.messenger.locator('[data-content][data-state="ready"]').waitFor();
    await visitor.send.click();
    await visitor.thread.getByText('Half a sentence').waitFor();
  });
});
