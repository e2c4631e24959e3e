import type { Locator } from 'playwright-core';
import { Clock } from '../../../src/kernel/index.js';
import { reply, Stage, write } from './desk-world.js';

const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const HOURS_MS = 2 * 3_600_000;

describe('files on pages that stand open for hours', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(() => stage?.close());

  it('open for the visitor by a new address, and for the member', async () => {
    const { page: desk } = await stage.member('maya@fjord.test');
    const { page, context, messenger } = await stage.visitor();
    await write(messenger, 'Have you a picture of it?');
    await desk.locator('#list-mine [data-item]', { hasText: 'Have you a picture of it?' }).click();
    await desk
      .locator('[data-file-input]')
      .setInputFiles({ name: 'tent.png', mimeType: 'image/png', buffer: DOT });
    await desk.locator('[data-attachments]').getByText('tent.png').waitFor();
    await reply(desk, 'Here it is');
    const [theirs, ours] = [messenger, desk].map((side) => side.getByRole('link', { name: /tent\.png/ }));
    for (const link of [theirs, ours]) await isDrawn(link);

    const shown = await theirs.getAttribute('href');
    const clock = stage.running.app.get(Clock);
    clock.shift(HOURS_MS);
    await page.clock.setSystemTime(Date.now() + HOURS_MS);
    for (const [link, where] of [
      [theirs, context],
      [ours, desk.context()],
    ] as const) {
      const opened = where.waitForEvent('page');
      await link.click();
      await (await opened).locator('img').waitFor();
    }
    expect(await theirs.getAttribute('href')).not.toBe(shown);
    clock.release();
  });

  async function isDrawn(link: Locator): Promise<void> {
    const drawn = () => link.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth);
    while ((await drawn()) === 0) await new Promise((resolve) => setTimeout(resolve, 100));
  }
});
