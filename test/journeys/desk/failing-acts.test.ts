import type { FrameLocator, Page, Route } from 'playwright-core';
import type { Person } from '../../support/chromium.js';
import { reply, Stage, write } from './desk-world.js';

const NO_ANSWER = 'You are offline.';

describe('what a member asks for while the network or the server fails', () => {
  let stage: Stage;
  let maya: Person;
  let desk: Page;
  let messenger: FrameLocator;

  beforeAll(async () => {
    stage = await Stage.open();
    maya = await stage.member('maya@fjord.test');
    desk = maya.page;
  });

  beforeEach(async () => {
    const text = `A question ${crypto.randomUUID()}`;
    ({ messenger } = await stage.visitor());
    await write(messenger, text);
    await desk.locator('#list-mine [data-item]', { hasText: text }).click();
    await desk.getByRole('log').getByText(text).waitFor();
  });

  afterAll(() => stage?.close());

  const failed = (text: string) => desk.getByRole('alert').filter({ hasText: text });
  const again = (text: string) => failed(text).getByRole('button', { name: 'Try again' });

  it('is told in the dialog, which keeps what was typed and tries again', async () => {
    await desk.getByRole('button', { name: 'Transfer', exact: true }).click();
    const dialog = desk.getByRole('dialog', { name: 'Transfer conversation' });
    await dialog.getByRole('radio', { name: /Oliver/ }).check();
    const comment = dialog.getByRole('textbox', { name: 'Comment' });
    await comment.fill('She comes back from last week.');
    await desk.route('**/transfer', (route) => route.abort());
    await dialog.getByRole('button', { name: /^Transfer/ }).click();
    await again(NO_ANSWER).waitFor();
    expect(await comment.inputValue()).toBe('She comes back from last week.');

    await desk.unroute('**/transfer');
    await desk.route('**/transfer', (route) => route.fulfill({ status: 502, body: 'Bad gateway' }));
    await again(NO_ANSWER).click();
    await again('Something went wrong.').waitFor();
    expect(await desk.locator('[data-failed]').count()).toBe(1);
    expect(await comment.inputValue()).toBe('She comes back from last week.');

    await desk.unroute('**/transfer');
    await again('Something went wrong.').click();
    await desk.getByRole('log').getByText('She comes back from last week.').waitFor();
    await dialog.waitFor({ state: 'detached' });
    expect(await desk.locator('[data-failed]').count()).toBe(0);
  });

  it('is asked for once, however often the button is pressed', async () => {
    const held: Route[] = [];
    await desk.route('**/snooze', (route) =>
      route.request().method() === 'POST' ? void held.push(route) : route.continue(),
    );
    await desk.getByRole('button', { name: 'Snooze' }).click();
    const dialog = desk.getByRole('dialog', { name: 'Snooze conversation' });
    const button = dialog.getByRole('button', { name: 'Snooze' });
    await button.dblclick();
    await dialog.locator('button[type="submit"][aria-busy="true"]').waitFor();
    await button.click();
    expect(held).toHaveLength(1);
    await held[0].continue();
    await desk.getByRole('log').getByText('Maya snoozed the conversation until').waitFor();
    await desk.unroute('**/snooze');
  });

  it('waits beside the button where there is no network, until there is one', async () => {
    await maya.context.setOffline(true);
    await desk.getByRole('button', { name: 'Tag', exact: true }).waitFor();
    await desk.getByRole('button', { name: 'Transfer', exact: true }).click();
    await failed(NO_ANSWER).waitFor();
    await desk.getByRole('button', { name: 'Close', exact: true }).click();
    await failed(NO_ANSWER).waitFor();
    await desk.getByRole('button', { name: 'Block', exact: true }).click();
    const dialog = desk.getByRole('dialog', { name: /^Block/ });
    await dialog.getByRole('button', { name: 'Block', exact: true }).click();
    await dialog.getByRole('alert').filter({ hasText: NO_ANSWER }).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await desk.locator('[data-item]').last().click();
    await desk.getByText('the conversation could not be opened').waitFor();

    await maya.context.setOffline(false);
    await desk.locator('[data-lost]').waitFor({ state: 'hidden' });
    await failed('Conversation not closed.').waitFor();
    expect(await failed(NO_ANSWER).count()).toBe(0);
    await again('Conversation not closed.').click();
    await desk.getByRole('log').getByText('Conversation closed').waitFor();
    expect(await desk.locator('[data-failed]').count()).toBe(0);
  });

  it('is asked for once more by who pressed it, where it only opens something', async () => {
    await maya.context.setOffline(true);
    await desk.getByRole('button', { name: 'Transfer', exact: true }).click();
    await failed(NO_ANSWER).waitFor();
    await maya.context.setOffline(false);
    await desk.locator('[data-failed]').waitFor({ state: 'detached' });
  });

  it('moves nothing at the top of the page, and writes of what waits for the network', async () => {
    const places = () =>
      Promise.all(['#desk-header', '.lists', '[data-reply]'].map((part) => desk.locator(part).boundingBox()));
    const tops = async () => (await places()).map((place) => place?.y);
    const before = await tops();
    await maya.context.setOffline(true);
    await desk.locator('[data-lost]').waitFor();
    expect(await tops()).toEqual(before);
    const head = await desk.locator('#desk-header p').first().innerText();
    expect(head).toMatch(/^\w+ · started/);
    const text = `Kept ${crypto.randomUUID()}`;
    await reply(desk, text);
    const entry = desk.locator('.entry', { hasText: text });
    await entry.getByText('Waiting for connection').waitFor();
    await desk.waitForTimeout(2000);
    expect(await entry.getAttribute('class')).toContain('pending');
    await maya.context.setOffline(false);
    await messenger.getByText(text).waitFor();
    await desk.locator('.entry[data-seq]', { hasText: text }).waitFor();
    await entry.getByText('Waiting for connection').waitFor({ state: 'detached' });
  });

  it('leads to sign-in and back once the session has ended', async () => {
    for (const name of ['Transfer', 'Close']) {
      const { page, context } = await stage.member('manager@fjord.test');
      await page.goto(desk.url());
      await page.locator('[data-reply]').waitFor();
      // What the desk asks by itself would lead there first.
      await page.route(/\/(around|lists|mentions)$/, (route) => route.abort());
      await context.clearCookies();
      await page.getByRole('button', { name, exact: true }).click();
      await page.waitForURL('**/sign-in?**');
      const next = new URL(page.url()).searchParams.get('next') ?? '';
      expect(next.replace('?expired', '')).toBe(new URL(desk.url()).pathname);
    }
    await desk.getByRole('button', { name: 'Close', exact: true }).click();
    await desk.getByRole('log').getByText('Conversation closed').waitFor();
  });

  it('tells of a tag that could not be put there or taken away', async () => {
    await desk.getByRole('button', { name: 'Tag', exact: true }).click();
    const option = desk.getByRole('option').first();
    const name = (await option.innerText()).trim();
    await desk.route('**/tags', (route) => route.abort());
    await option.click();
    await again(NO_ANSWER).waitFor();
    await desk.unroute('**/tags');
    await again(NO_ANSWER).click();
    const remove = desk.getByRole('button', { name: `Remove tag: ${name}` });
    await remove.waitFor();
    const inRow = desk.locator('#list-mine [aria-current="page"] .tag', { hasText: name });
    await inRow.waitFor();
    await desk.keyboard.press('Escape');

    await desk.route('**/tags', (route) => route.abort());
    await remove.click();
    await again(NO_ANSWER).waitFor();
    await desk.unroute('**/tags');
    await again(NO_ANSWER).click();
    await remove.waitFor({ state: 'detached' });
    await inRow.waitFor({ state: 'detached' });
  });
});
