import type { Page } from 'playwright-core';
import { axeFindings } from '../../support/axe.js';
import type { Person } from '../../support/chromium.js';
import { reply, Stage, write } from './desk-world.js';

describe('at the desk', () => {
  let stage: Stage;
  let maya: Person;
  let desk: Page;

  beforeAll(async () => {
    stage = await Stage.open();
    maya = await stage.member('maya@fjord.test');
    desk = maya.page;
  });

  afterAll(() => stage?.close());

  const mine = () => desk.locator('#list-mine [data-item]');
  const thread = () => desk.getByRole('log');

  it('a conversation comes by itself, is answered, and the answer reaches the visitor', async () => {
    const visitor = await stage.visitor();
    await write(visitor.messenger, 'Does the Trek tent stand wind?');
    const row = mine().filter({ hasText: 'Does the Trek tent stand wind?' });
    await row.waitFor();
    expect(await desk.title()).toMatch(/^\(\d+\) /);
    await desk.locator('.toast', { hasText: 'New conversation' }).waitFor();
    await row.click();
    await thread().getByText('Does the Trek tent stand wind?').waitFor();
    await desk.getByText('Online').first().waitFor();
    await reply(desk, 'It does, up to 90 km/h.');
    await visitor.messenger.getByText('It does, up to 90 km/h.').waitFor();
    const typing = desk.locator('[data-typing] .talk-typing-line');
    for (let letters = 0; letters < 30 && !(await typing.isVisible()); letters += 1) {
      await visitor.messenger
        .getByRole('textbox', { name: 'Your message' })
        .pressSequentially('T', { delay: 200 });
    }
    expect(await typing.isVisible()).toBe(true);
    await write(visitor.messenger, 'Thank you!');
    await thread().getByText('Thank you!').waitFor();
    await thread().locator('.entry.seen').getByText('It does').waitFor();
    expect(maya.complaints).toEqual([]);
    expect(visitor.complaints).toEqual([]);
  });

  it('what was written and not sent survives a reload', async () => {
    const box = desk.getByRole('textbox', { name: 'Your message' });
    await box.fill('A draft in\ntwo lines');
    await desk.reload();
    expect(await box.inputValue()).toBe('A draft in\ntwo lines');
    await box.fill('');
  });

  it('breaks the line with Shift and Enter, and takes emoji', async () => {
    const box = desk.getByRole('textbox', { name: 'Your message' });
    await box.fill('One');
    await box.press('Shift+Enter');
    await box.pressSequentially('two');
    await desk.locator('[data-emoji-toggle]').click();
    await desk.getByRole('button', { name: '👍' }).click();
    expect(await box.inputValue()).toBe('One\ntwo👍');
    await box.press('Enter');
    await thread().getByText('two👍').waitFor();
  });

  it('says at once that the connection is lost, keeps what is written, and catches up with nothing doubled', async () => {
    const visitor = await stage.visitor();
    await write(visitor.messenger, 'Before the tunnel');
    const row = mine().filter({ hasText: 'Before the tunnel' });
    await row.click();
    await thread().getByText('Before the tunnel').waitFor();
    await maya.context.setOffline(true);
    await desk.getByText('Offline. Reconnecting').waitFor();
    expect(await desk.locator(':is([data-presence], [data-presence-word]):visible').count()).toBe(0);
    await reply(desk, 'Written in the tunnel');
    await desk.getByText('Waiting for connection').waitFor();
    await write(visitor.messenger, 'Still there?');
    await write(visitor.messenger, 'Hello?');
    await visitor.messenger.locator('.entry', { hasText: 'Hello?' }).waitFor();
    await maya.context.setOffline(false);
    await thread().getByText('Hello?').waitFor();
    await visitor.messenger.getByText('Written in the tunnel').waitFor();
    expect(await desk.getByText('Offline. Reconnecting').isVisible()).toBe(false);
    const texts = await thread().locator('.bubble').allInnerTexts();
    for (const text of ['Before the tunnel', 'Still there?', 'Hello?', 'Written in the tunnel']) {
      expect([text, texts.filter((each) => each === text).length]).toEqual([text, 1]);
    }
    const numbers = await thread()
      .locator('[data-seq]')
      .evaluateAll((all) => all.map((each) => Number(each.getAttribute('data-seq'))));
    expect(numbers).toEqual(numbers.map((_, place) => place + 1));
  });

  it('goes through the lists by keys, which rest while somebody writes', async () => {
    await desk.keyboard.press('Escape');
    const first = await mine().first().getAttribute('href');
    const second = await mine().nth(1).getAttribute('href');
    const box = desk.getByRole('textbox', { name: 'Your message' });
    const opened = async (path: string | null) => {
      await desk.waitForURL(`**${path}`);
      await box.and(desk.locator(':focus')).waitFor();
    };
    await mine().first().click();
    await opened(first);
    await desk.keyboard.press('Escape');
    await desk.keyboard.press('j');
    await opened(second);
    await desk.keyboard.press('Escape');
    await desk.keyboard.press('k');
    await opened(first);
    await box.pressSequentially('jake?');
    expect(await box.inputValue()).toBe('jake?');
    expect(new URL(desk.url()).pathname).toBe(first);
    await box.fill('');
    await desk.keyboard.press('Escape');
    await desk.keyboard.press('?');
    await desk.getByRole('dialog').waitFor();
    const listed = await desk.getByRole('dialog').locator('kbd:visible').allInnerTexts();
    expect(listed).toEqual(expect.arrayContaining(['J', 'K', 'R', 'E', 'A', '?']));
    const promised = await desk
      .locator('[aria-keyshortcuts]')
      .evaluateAll((all) =>
        all.map((each) => each.getAttribute('aria-keyshortcuts')?.toUpperCase().replace('CONTROL+', 'Ctrl ')),
      );
    expect(listed).toEqual(expect.arrayContaining(promised));
    await desk.keyboard.press('Escape');
    await desk.keyboard.press('a');
    await desk.locator('[data-availability][data-state="away"]').waitFor();
    await desk.keyboard.press('a');
    await desk.locator('[data-availability][data-state="available"]').waitFor();
  });

  it('shows live that the visitor has gone, and what that means', async () => {
    const visitor = await stage.visitor();
    await write(visitor.messenger, 'I have to run');
    await mine().filter({ hasText: 'I have to run' }).click();
    await desk.locator('#desk-header').getByText('Online').waitFor();
    await visitor.context.close();
    const { Clock } = await import('../../../src/kernel/index.js');
    await new Promise((resolve) => setTimeout(resolve, 500));
    stage.running.app.get(Clock).shift(61_000);
    await desk.locator('#desk-header').getByText('Offline').waitFor();
    await desk.locator('#desk-banner').getByText('The visitor has left').waitFor();
    stage.running.app.get(Clock).release();
  });

  it('closes a conversation by key, which frees the place', async () => {
    const before = await mine().count();
    const id = await desk.locator('[data-thread]').getAttribute('data-conversation');
    await desk.keyboard.press('Escape');
    await desk.keyboard.press('e');
    await desk.getByText('This conversation is closed.').waitFor();
    await desk.locator(`#item-${id}`).waitFor({ state: 'detached' });
    expect(await mine().count()).toBeLessThan(before + 1);
    expect(await desk.getByRole('textbox', { name: 'Your message' }).count()).toBe(0);
  });

  it('asks before signing out with conversations on the desk', async () => {
    await desk.getByRole('button', { name: 'Sign out' }).first().click();
    await desk.getByRole('dialog').getByRole('button', { name: 'Stay' }).click();
    expect(new URL(desk.url()).pathname).toMatch(/\/desk/);
  });

  it('shows one pane at a time on a phone', async () => {
    const phone = await stage.member('oliver@fjord.test', { viewport: { width: 390, height: 844 } });
    await desk.locator('[data-availability] [value="away"]').click();
    const visitor = await stage.visitor();
    await write(visitor.messenger, 'From the phone');
    const row = phone.page.locator('[data-item]', { hasText: 'From the phone' });
    await row.click();
    await phone.page.getByRole('log').waitFor();
    expect(await phone.page.locator('#desk-lists').isVisible()).toBe(false);
    await phone.page.getByRole('button', { name: 'Show visitor details' }).click();
    await phone.page.getByRole('complementary').waitFor();
    await phone.page.getByRole('button', { name: 'Hide visitor details' }).click();
    await phone.page.getByRole('link', { name: 'Back to conversations' }).click();
    await phone.page.locator('#desk-lists').waitFor();
    const overflow = await phone.page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow).toBe(0);
    await desk.locator('[data-availability] [value="available"]').click();
  });
});

describe('the pages of members', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open();
  });

  afterAll(() => stage?.close());

  it.each([
    ['en-GB', 'light', 1440],
    ['en-GB', 'dark', 390],
    ['fr-FR', 'light', 390],
    ['fr-FR', 'dark', 1440],
  ] as const)('are for everybody: %s, %s, %d wide', async (locale, colorScheme, width) => {
    const height = width === 390 ? 844 : 900;
    const { page, picture, complaints } = await stage.member('lea@maison-lumiere.test', {
      locale,
      colorScheme,
      viewport: { width, height },
    });
    const paths = ['/b/maison-lumiere/desk', '/account', '/', '/b/maison-lumiere/admin', '/nothing-here'];
    for (const path of paths) {
      await page.goto(stage.running.url + path);
      expect([path, await axeFindings(page)]).toEqual([path, []]);
      await picture(`member ${path.replaceAll('/', '-')} ${locale} ${colorScheme} ${width}`);
    }
    await page.goto(`${stage.running.url}/b/maison-lumiere/desk`);
    const row = page.locator('[data-item]').first();
    if ((await row.count()) > 0) {
      await row.click();
      await page.getByRole('log').waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await picture(`member conversation ${locale} ${colorScheme} ${width}`);
    }
    expect(complaints).toEqual([]);
  });
});
