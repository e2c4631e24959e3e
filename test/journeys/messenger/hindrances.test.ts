import type { Page, Route } from 'playwright-core';
import type { Person } from '../../support/chromium.js';
import { reply, Stage, write } from '../desk/desk-world.js';

const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** The next upload waits for what this gives back. */
async function holdUpload(page: Page, then: (route: Route) => Promise<void>): Promise<() => void> {
  let letGo!: () => void;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(/\/files(\?|$)/, (route) => gate.then(() => then(route)), { times: 1 });
  return letGo;
}

describe('where not everything gets through', () => {
  let stage: Stage;
  let maya: Person;

  beforeAll(async () => {
    stage = await Stage.open();
    maya = await stage.member('maya@fjord.test');
  });

  afterAll(() => stage?.close());

  it('a visitor whose network lets no WebSocket through writes all the same, and finds the answer after a reload', async () => {
    const visitor = await stage.visitor({}, (context) =>
      context.addInitScript(() => {
        const Real = WebSocket;
        window.WebSocket = class extends Real {
          constructor() {
            super('ws://localhost:9/');
          }
        };
      }),
    );
    await visitor.messenger.getByText('Your network blocks live updates.').waitFor();
    await write(visitor.messenger, 'Sent without a WebSocket');
    const row = maya.page.locator('#list-mine [data-item]', { hasText: 'Sent without a WebSocket' });
    await row.click();
    await reply(maya.page, 'Read after a reload');
    await maya.page.locator('.entry', { hasText: 'Read after a reload' }).waitFor();
    await visitor.page.reload();
    await visitor.messenger.getByText('Read after a reload').waitFor();
    expect(await visitor.messenger.locator('.entry', { hasText: 'Sent without a WebSocket' }).count()).toBe(
      1,
    );
  });

  it('a member sends a picture, once it has arrived; what only pretends to be one, or is HEIC, is refused', async () => {
    const visitor = await stage.visitor();
    await write(visitor.messenger, 'Have you a picture of it?');
    await maya.page.locator('#list-mine [data-item]', { hasText: 'Have you a picture of it?' }).click();
    await maya.page.getByRole('log').getByText('Have you a picture of it?').waitFor();
    const input = maya.page.locator('[data-file-input]');

    const letGo = await holdUpload(maya.page, (route) => route.continue());
    await input.setInputFiles({ name: 'tent.png', mimeType: 'image/png', buffer: DOT });
    await maya.page.locator('[data-attachments]').getByText('tent.png').waitFor();
    await reply(maya.page, 'Here it is');
    const busy = maya.page.locator('[data-reply] .primary[aria-busy="true"]');
    await busy.waitFor();
    letGo();
    await visitor.messenger.getByText('Here it is').waitFor();
    await visitor.messenger.getByRole('link', { name: /tent\.png/ }).waitFor();
    expect(await busy.count()).toBe(0);

    const end = await holdUpload(maya.page, (route) => route.abort());
    await input.setInputFiles({ name: 'wrong.png', mimeType: 'image/png', buffer: DOT });
    await reply(maya.page, 'It is green');
    await busy.waitFor();
    await maya.page.getByRole('button', { name: 'Remove this file' }).click();
    await visitor.messenger.getByText('It is green').waitFor();
    expect(await maya.page.locator('[data-notice="refused"]').isVisible()).toBe(false);
    end();

    await input.setInputFiles({
      name: 'tent.png',
      mimeType: 'image/png',
      buffer: Buffer.from('MZ not a picture'),
    });
    await maya.page.locator('[data-notice="refused"]').waitFor();
    expect(await maya.page.locator('[data-attachments] li').count()).toBe(0);

    const sides = [
      [visitor.page, visitor.messenger],
      [maya.page, maya.page],
    ] as const;
    for (const [page, side] of sides) {
      const uploads: string[] = [];
      page.on('request', (request) => {
        if (request.method() === 'POST' && request.url().includes('/files')) uploads.push(request.url());
      });
      const input = side.locator('[data-file-input]');
      expect(await input.getAttribute('accept')).not.toMatch(/hei[cf]/i);
      await input.setInputFiles({ name: 'IMG_0001.HEIC', mimeType: 'image/heic', buffer: DOT });
      await side.getByText('HEIC images are not supported.').waitFor();
      expect(await side.locator('[data-attachments] li').count()).toBe(0);
      expect(uploads).toEqual([]);
    }
  });

  it('a member’s files wait with the draft over a reload, and one that was forgotten is told of', async () => {
    const visitor = await stage.visitor();
    await write(visitor.messenger, 'And the measures?');
    await maya.page.locator('#list-mine [data-item]', { hasText: 'And the measures?' }).click();
    await maya.page.getByRole('log').getByText('And the measures?').waitFor();
    const attached = maya.page.locator('[data-attachments]');
    const names = ['plan.png', 'old.png', 'wrong.png'];
    await maya.page
      .locator('[data-file-input]')
      .setInputFiles(names.map((name) => ({ name, mimeType: 'image/png', buffer: DOT })));
    await attached.locator('[data-file]').nth(2).waitFor();
    await attached
      .locator('li', { hasText: 'wrong.png' })
      .getByRole('button', { name: 'Remove this file' })
      .click();
    const old = await attached.locator('li', { hasText: 'old.png' }).getAttribute('data-file');
    await stage.database.query('DELETE FROM files WHERE id = $1', [old]);

    await maya.page.reload();
    await maya.page.getByText('Not sent in time. Attach again: old.png').waitFor();
    expect(await attached.locator('li').allInnerTexts()).toEqual(['plan.png']);
    await reply(maya.page, 'Here they are');
    await visitor.messenger.getByRole('link', { name: /plan\.png/ }).waitFor();
    await maya.page.reload();
    await maya.page.getByRole('log').getByText('Here they are').waitFor();
    expect(await attached.locator('li').count()).toBe(0);
  });

  it('a visitor’s files wait with the draft over a reload, and one that was forgotten is told of', async () => {
    const { page, messenger } = await stage.visitor();
    const box = messenger.getByRole('textbox', { name: 'Your message' });
    const chips = messenger.locator('[data-attachments] li');
    const names = ['plan.png', 'old.png', 'wrong.png'];
    await messenger
      .locator('[data-file-input]')
      .setInputFiles(names.map((name) => ({ name, mimeType: 'image/png', buffer: DOT })));
    await messenger.locator('[data-attachments] li:not(:has(progress))').nth(2).waitFor();
    await chips.filter({ hasText: 'wrong.png' }).getByRole('button', { name: 'Remove this file' }).click();
    await box.fill('Here they are, measured');
    await stage.database.query(`DELETE FROM files WHERE name = 'old.png' AND side = 'visitor'`);

    await page.reload();
    await messenger.getByText('Not sent in time. Attach again: old.png').waitFor();
    expect(await box.inputValue()).toBe('Here they are, measured');
    expect(await chips.allInnerTexts()).toEqual(['plan.png']);
    await messenger.getByRole('button', { name: 'Send' }).click();
    await messenger
      .locator('#thread')
      .getByRole('link', { name: /plan\.png/ })
      .waitFor();
    expect(await chips.count()).toBe(0);
    await page.reload();
    await messenger.locator('#thread').getByText('Here they are, measured').waitFor();
    expect(await chips.count()).toBe(0);
  });

  it('what a visitor sends before its files have arrived goes with them, once, or stays where it was', async () => {
    const { page, messenger } = await stage.visitor();
    const box = messenger.getByRole('textbox', { name: 'Your message' });
    const send = messenger.getByRole('button', { name: 'Send' });
    const busy = messenger.locator('[type=submit][aria-busy="true"]');
    const chips = messenger.locator('[data-attachments] li');
    const thread = messenger.locator('#thread');
    const attach = (name: string) =>
      messenger.locator('[data-file-input]').setInputFiles({ name, mimeType: 'image/png', buffer: DOT });

    const letGo = await holdUpload(page, (route) => route.continue());
    await attach('slow.png');
    const height = (await chips.boundingBox())?.height;
    await box.fill('With the');
    await send.click();
    await busy.waitFor();
    await box.fill('With the picture');
    await box.press('Enter');
    expect(await thread.getByText('With the').count()).toBe(0);
    letGo();
    await thread.getByRole('link', { name: /slow\.png/ }).waitFor();
    expect(await thread.getByText('With the').allInnerTexts()).toEqual(['With the picture']);
    expect(await box.inputValue()).toBe('');
    expect(await busy.count()).toBe(0);

    const fail = await holdUpload(page, (route) => route.abort());
    await attach('lost.png');
    await write(messenger, 'Without it');
    await busy.waitFor();
    fail();
    await messenger.getByText('The file could not be attached.').waitFor();
    expect(await busy.count()).toBe(0);
    expect(await box.inputValue()).toBe('Without it');
    await attach('quick.png');
    await messenger.locator('[data-attachments] li:not(:has(progress))').waitFor();
    expect((await chips.boundingBox())?.height).toBe(height);
    expect(await thread.getByText('Without it').count()).toBe(0);

    const end = await holdUpload(page, (route) => route.abort());
    await attach('wrong.png');
    await send.click();
    await busy.waitFor();
    await chips.filter({ hasText: 'wrong.png' }).getByRole('button', { name: 'Remove this file' }).click();
    await thread.getByText('Without it').waitFor();
    await thread.getByRole('link', { name: /quick\.png/ }).waitFor();
    expect(await thread.getByRole('link', { name: /(lost|wrong)\.png/ }).count()).toBe(0);
    const answered = page.waitForEvent('requestfailed');
    end();
    await answered;
    expect(await messenger.locator('[data-notice="refused"]').isVisible()).toBe(false);
  });
});
