import { answerBox, DemoWorld } from '../world.js';

describe('a new version of the terms that must be accepted', () => {
  let world: DemoWorld;

  beforeAll(async () => {
    world = await DemoWorld.start();
  });

  afterAll(async () => {
    await world?.stop();
  });

  it('is asked for in every messenger and on every desk that is open, and what was being written stays', async () => {
    const visitor = await world.visitor('/fjord/');
    await visitor.openAndAccept();
    await visitor.write('Is the tent waterproof?');
    const maya = await world.member('maya@fjord.test');
    const box = await answerBox(maya);
    await box.fill('It is, and');
    await visitor.box.fill('One more thing:');

    const admin = await world.member('admin@fjord.test');
    for (const audience of ['visitors', 'members']) {
      await admin.page.goto(`${world.url}/b/fjord/admin/documents/${audience}/terms/new`);
      await admin.page.getByLabel('Acceptance required').check();
      await admin.page.getByRole('button', { name: 'Publish' }).click();
      await admin.page.getByText('New version published.').waitFor();
    }

    await visitor.messenger.getByRole('button', { name: 'Accept', exact: true }).waitFor();
    expect(await visitor.box.isEnabled()).toBe(false);
    await visitor.messenger.getByRole('button', { name: 'Accept', exact: true }).click();
    await visitor.messenger.locator('[data-content][data-state="ready"]').waitFor();
    expect(await visitor.box.inputValue()).toBe('One more thing:');

    await maya.page.getByRole('heading', { name: 'Before you write' }).waitFor();
    expect(await box.count()).toBe(0);
    await maya.page.getByRole('button', { name: 'Accept', exact: true }).click();
    await box.waitFor();
    expect(await box.inputValue()).toBe('It is, and');
    await box.press('Enter');
    await visitor.thread.getByText('It is, and').waitFor();
  });
});
