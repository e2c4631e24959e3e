import { answerBox, DemoWorld } from '../world.js';

const LONG = `${'a'.repeat(3_990)}${'🙂'.repeat(11)}`;

describe('a visitor and a member who talk', () => {
  let world: DemoWorld;

  beforeAll(async () => {
    world = await DemoWorld.start();
  });

  afterAll(async () => {
    await world?.stop();
  });

  it('keep everything they write, over lost networks and reloads, in both directions', async () => {
    const visitor = await world.visitor('/fjord/');
    await visitor.openAndAccept();
    await visitor.write('Hello');
    const maya = await world.member('maya@fjord.test');
    const box = await answerBox(maya);

    await visitor.person.context.setOffline(true);
    await visitor.write('Written without a network');
    await box.fill('Answered meanwhile');
    await box.press('Enter');
    await visitor.person.context.setOffline(false);
    await visitor.page.reload();
    await maya.page.getByRole('log').getByText('Written without a network').waitFor();
    await visitor.thread.getByText('Answered meanwhile').waitFor();

    await maya.context.setOffline(true);
    await box.fill('From a desk without a network');
    await box.press('Enter');
    await maya.page.getByText('Waiting for connection').waitFor();
    await maya.context.setOffline(false);
    await visitor.thread.getByText('From a desk without a network').waitFor();
    expect(await visitor.thread.getByText('Written without a network').count()).toBe(1);
    expect(await maya.page.getByRole('log').getByText('From a desk without a network').count()).toBe(1);
  });

  it('are told what is too long or could not be attached, and nothing is cut or lost', async () => {
    const visitor = await world.visitor('/fjord/products/tent');
    await visitor.openAndAccept();
    await visitor.box.fill(LONG.slice(0, 3_799));
    expect(await visitor.messenger.locator('[data-length]').isVisible()).toBe(false);
    await visitor.box.fill(LONG.slice(0, 3_800));
    await visitor.messenger.getByText('3,800 of 4,000 characters').first().waitFor();
    await visitor.write(LONG);
    await visitor.messenger.getByText('4,001 of 4,000 characters').first().waitFor();
    await visitor.messenger.locator('[role=status]', { hasText: '4,001 of 4,000 characters' }).waitFor();
    await visitor.messenger.getByText('Messages can have up to 4,000 characters.').waitFor();
    expect(await visitor.box.inputValue()).toBe(LONG);
    await visitor.write(LONG.slice(0, -2));
    await visitor.messenger.locator('[data-length]').waitFor({ state: 'hidden' });
    await visitor.thread.getByText('aaaaaaaa').waitFor();
    expect((await visitor.thread.locator('.bubble').last().innerText()).trim()).toBe(LONG.slice(0, -2));

    const picture = { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('A note') };
    await visitor.person.context.setOffline(true);
    await visitor.messenger.locator('input[type=file]').setInputFiles(picture);
    await visitor.messenger.getByText('The file could not be attached.').waitFor();
    await visitor.person.context.setOffline(false);

    const eleven = Array.from({ length: 11 }, (_, i) => ({ ...picture, name: `note ${i}.txt` }));
    await visitor.messenger.locator('input[type=file]').setInputFiles(eleven);
    await visitor.messenger.getByText('10 files per message at most.').waitFor();
    expect(await visitor.messenger.getByText(/^note \d+\.txt/).count()).toBe(10);
  });

  it('see the whole messenger when the visitor comes back to what they have not read', async () => {
    const visitor = await world.visitor('/fjord/', { viewport: { width: 1280, height: 720 } });
    await visitor.openAndAccept();
    for (const word of ['One', 'Two', 'Three', 'Four', 'Five', 'Six']) await visitor.write(word);
    const maya = await world.member('maya@fjord.test');
    const box = await answerBox(maya);
    await maya.page.getByRole('log').getByText('Six').waitFor();
    await visitor.reduce.click();
    for (const word of ['Seven', 'Eight', 'Nine', 'Ten']) {
      await box.fill(word);
      await box.press('Enter');
    }
    await visitor.launcher.and(visitor.page.locator('[aria-description^="4"]')).waitFor();

    const storageState = await visitor.person.context.storageState();
    await visitor.person.context.close();
    const back = await world.visitor('/fjord/products/tent', {
      storageState,
      viewport: { width: 1280, height: 720 },
    });
    await back.messenger.getByText('New messages').waitFor();
    await back.thread.getByText('Ten').waitFor();
    expect((await back.reduce.boundingBox())?.y).toBeLessThan(200);
    const page = back.page.frames().find((frame) => frame.url().includes('/messenger'));
    expect(await page?.evaluate(() => document.scrollingElement?.scrollTop)).toBe(0);
    expect(await page?.evaluate(() => document.querySelector('[data-messenger]')?.scrollTop)).toBe(0);
  });

  it('leave nothing at the desk for the next member who signs in at the same computer', async () => {
    const visitor = await world.visitor('/fjord/');
    await visitor.openAndAccept();
    await visitor.write('Hello');
    const maya = await world.member('maya@fjord.test');
    const box = await answerBox(maya);
    await box.fill('A draft of Maya');
    const kept = await maya.page.evaluate(() => Object.keys(localStorage));
    const me = await maya.page.locator('[data-desk]').getAttribute('data-member');
    expect(kept.filter((name) => name.startsWith('causerie:desk:'))).toEqual([
      expect.stringMatching(`^causerie:desk:${me}:draft:`) as string,
    ]);
  });

  it('lose nothing of what is typed while the first message is on its way', async () => {
    const visitor = await world.visitor('/fjord/products/stove');
    await visitor.openAndAccept();
    await visitor.box.fill('May I ask something?');
    await visitor.box.press('Enter');
    await visitor.page.keyboard.insertText('About the stove');
    await visitor.messenger
      .locator('[data-content]:not([data-conversation=""]) .entry[data-seq]')
      .first()
      .waitFor();
    await visitor.thread.getByText('May I ask something?').waitFor();
    expect(await visitor.box.inputValue()).toBe('About the stove');
    await visitor.page.reload();
    await visitor.thread.getByText('May I ask something?').waitFor();
    expect(await visitor.box.inputValue()).toBe('About the stove');
  });
});
