import type { Person } from '../../support/chromium.js';
import { answerBox, closeAll, DemoWorld, type Visitor } from '../world.js';

describe('the survey after a conversation', () => {
  let world: DemoWorld;
  let maya: Person;

  beforeAll(async () => {
    world = await DemoWorld.start();
    maya = await world.member('maya@fjord.test');
    await closeAll(maya);
  });

  afterAll(async () => {
    await world?.stop();
  });

  async function served(): Promise<Visitor> {
    const visitor = await world.visitor('/fjord/checkout');
    await visitor.openAndAccept();
    await visitor.write('Is this jacket waterproof?');
    const box = await answerBox(maya);
    await box.fill('It is.');
    await box.press('Enter');
    await visitor.thread.getByText('It is.').waitFor();
    await maya.page.getByRole('button', { name: 'Close', exact: true }).click();
    await form(visitor).waitFor();
    return visitor;
  }

  const form = (visitor: Visitor) => visitor.messenger.getByRole('form', { name: 'How did we do?' });
  const score = (visitor: Visitor, name: string) =>
    form(visitor)
      .getByRole('group', { name: /satisfied/ })
      .getByRole('radio', { name, exact: true });

  it('is answered with the keyboard, kept through a lost network, and seen by members at once', async () => {
    const visitor = await served();
    const { context } = visitor.person;
    expect(await visitor.box.isVisible()).toBe(false);
    await form(visitor).getByRole('button', { name: 'Send' }).click();
    await form(visitor).getByRole('alert').getByText('Choose a rating').waitFor();
    await score(visitor, '1').focus();
    for (let step = 1; step < 4; step += 1) await visitor.page.keyboard.press('ArrowRight');
    await visitor.page.keyboard.press('Tab');
    await visitor.page.keyboard.press('Space');
    await form(visitor).getByRole('textbox').fill('Kind and quick');
    await context.setOffline(true);
    await form(visitor).getByRole('button', { name: 'Send' }).click();
    await form(visitor).getByRole('alert').getByText('could not be sent').waitFor({ timeout: 20_000 });
    await context.setOffline(false);
    await visitor.messenger.locator('[data-notice="offline"]').waitFor({ state: 'hidden' });
    expect(await score(visitor, '4').isChecked()).toBe(true);
    expect(await form(visitor).getByRole('textbox').inputValue()).toBe('Kind and quick');

    await maya.page.goto(`${world.url}/b/fjord/desk/conversations/${await newest()}`);
    await form(visitor).getByRole('button', { name: 'Send' }).click();
    await visitor.messenger.getByText('Thank you for your feedback.').waitFor();
    await maya.page.getByRole('log').getByText('Survey: 4 out of 5').waitFor();
    await maya.page.getByRole('complementary').getByText('Kind and quick').waitFor();
    expect(await visitor.thread.getByText('Survey').count()).toBe(0);
  });

  it('shows each scale in one row with its ends under it, and tells them by ear with the question', async () => {
    await maya.page.goto(`${world.url}/b/fjord/desk`);
    const visitor = await served();
    for (const width of [390, 320]) {
      await visitor.page.setViewportSize({ width, height: 800 });
      for (const [question, length] of [
        [/satisfied/, 5],
        [/recommend/, 11],
      ] as const) {
        const group = form(visitor).getByRole('group', { name: question });
        const cells = await Promise.all(
          (await group.locator('.scale-points label').all()).map((cell) => cell.boundingBox()),
        );
        expect(cells).toHaveLength(length);
        expect(new Set(cells.map((cell) => cell?.y)).size).toBe(1);
        expect(Math.min(...cells.map((cell) => cell?.width ?? 0))).toBeGreaterThanOrEqual(23);
        const [least, most] = await Promise.all(
          (await group.locator('.scale-ends span').all()).map((end) => end.boundingBox()),
        );
        expect(least?.x).toBeCloseTo(cells[0]?.x ?? 0, -1);
        expect((most?.x ?? 0) + (most?.width ?? 0)).toBeCloseTo(
          (cells.at(-1)?.x ?? 0) + (cells.at(-1)?.width ?? 0),
          -1,
        );
        expect(await group.locator('legend').innerText()).not.toMatch(/\d/);
      }
    }
    await form(visitor)
      .getByRole('group', { name: /satisfied.*1.*5/ })
      .waitFor();
    await form(visitor)
      .getByRole('group', { name: /recommend.*0.*10/ })
      .waitFor();
    await form(visitor).getByRole('button', { name: 'Not now' }).click();
  });

  it('can wait, and is there again by the link of a mail', async () => {
    await maya.page.goto(`${world.url}/b/fjord/desk`);
    const visitor = await served();
    await form(visitor).getByRole('button', { name: 'Not now' }).click();
    expect(await form(visitor).count()).toBe(0);
    await visitor.reduce.click();
    await visitor.launcher.click();
    expect(await form(visitor).count()).toBe(0);
    await visitor.page.goto(await world.linkToNewest());
    await form(visitor).waitFor();
    await visitor.thread.getByText('It is.').waitFor();
    expect(await visitor.box.isVisible()).toBe(false);
    await score(visitor, '5').check({ force: true });
    await form(visitor).getByRole('button', { name: 'Send' }).click();
    await visitor.messenger.getByText('Thank you for your feedback.').waitFor();
  });

  async function newest(): Promise<string> {
    const [{ id }] = await world.database.query(
      'SELECT id FROM conversations ORDER BY started_at DESC LIMIT 1',
    );
    return String(id);
  }
});
