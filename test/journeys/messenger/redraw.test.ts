import { setTimeout } from 'node:timers/promises';
import type { FrameLocator, Page, Response } from 'playwright-core';
import { messengerOf, openFragileStage, type FragileStage } from '../../support/stage.js';
import type { Talker } from '../../support/talker.js';

/** One more than a page of the thread holds. */
const MORE_THAN_A_PAGE = 51;

let stage: FragileStage;
let maya: Talker;
let page: Page;
let messenger: FrameLocator;

beforeAll(async () => {
  stage = await openFragileStage();
  maya = await stage.maya();
  ({ page } = await stage.chromium.person({}));
  messenger = messengerOf(page);
});
afterAll(async () => {
  maya?.close();
  await stage?.close();
});

async function write(text: string): Promise<string> {
  await messenger.locator('[data-text-input]').fill(text);
  await page.keyboard.press('Enter');
  await messenger.locator('[data-invitation]').waitFor();
  return (await messenger.locator('[data-content]').getAttribute('data-conversation')) ?? '';
}

/** The node goes and comes back, upon which the messenger asks for everything anew. */
async function drawnAnew(): Promise<void> {
  const isDrawn = (answer: Response) => answer.url().includes('/content?') && answer.ok();
  const drawn = page.waitForResponse(isDrawn, { timeout: 45_000 });
  await stage.leave();
  await stage.comeBack();
  await drawn;
}

describe('a messenger that is drawn anew under the hands of a visitor', () => {
  it('keeps the history they have unfolded, the address they are typing and where they are', async () => {
    await page.goto(stage.shopUrl('fjord', '/checkout'));
    await page.getByRole('button', { name: 'Chat with us' }).click();
    await messenger.locator('[data-accept]').click();
    const first = await write('Does the tent come in green?');
    await maya.ask('close', { conversationId: first });
    await messenger.locator('[data-start]').click();
    const second = await write('And in blue?');
    expect(second).not.toBe(first);

    await messenger.locator('[data-earlier]').click();
    await messenger.locator('.past').getByText('Does the tent come in green?').waitFor();
    const address = messenger.locator('#invitation-email');
    await address.pressSequentially('anna@fjord.te');
    await drawnAnew();
    await maya.send(second, 'It comes in blue.');
    await messenger.locator('#thread').getByText('It comes in blue.').waitFor();
    await page.keyboard.type('st');
    expect(await address.inputValue()).toBe('anna@fjord.test');
    expect(
      await messenger.locator('#invitation').evaluate((form) => getComputedStyle(form).animationName),
    ).toBe('none');
    expect(await messenger.locator('.past').count()).toBe(1);
    expect(await messenger.locator('[data-earlier]').count()).toBe(0);
  });

  it('keeps the thread without a gap below that history, however much was written meanwhile', async () => {
    const id = (await messenger.locator('[data-content]').getAttribute('data-conversation')) ?? '';
    for (let i = 1; i <= MORE_THAN_A_PAGE; i++) await maya.send(id, `Colour ${i}`);
    const last = messenger.locator('#thread').getByText(`Colour ${MORE_THAN_A_PAGE}`, { exact: true });
    await last.waitFor();
    await drawnAnew();
    await last.waitFor();
    const seqs = await messenger
      .locator('#thread > [data-seq]')
      .evaluateAll((entries) => entries.map((entry) => Number((entry as HTMLElement).dataset.seq)));
    expect(seqs).toEqual(seqs.map((_, at) => at + 1));
    expect(seqs.length).toBeGreaterThan(MORE_THAN_A_PAGE);
  });

  it('hears a press that the drawing comes into', async () => {
    const { page: other } = await stage.chromium.person({});
    await other.goto(stage.shopUrl('fjord', '/checkout'));
    await other.getByRole('button', { name: 'Chat with us' }).click();
    await messengerOf(other).locator('[data-accept]').waitFor();
    const asked = other.waitForRequest(/\/content\?/, { timeout: 45_000 });
    let press = (): void => undefined;
    const pressed = new Promise<void>((resolve) => (press = resolve));
    await other.route(/\/content\?/, async (route) => {
      await pressed;
      await route.continue();
    });
    await stage.leave();
    await stage.comeBack();
    await asked;
    await messengerOf(other).locator('[data-accept]').hover();
    const drawn = other.waitForResponse(/\/content\?/);
    await other.mouse.down();
    press();
    await drawn;
    await setTimeout(300);
    await other.mouse.up();
    await messengerOf(other).locator('[data-composer-fields]:not(:disabled)').waitFor();
  });

  it('forgets that history where it is hidden', async () => {
    await messenger.locator('[popovertarget="settings"]').first().click();
    await messenger.getByRole('switch', { name: 'Hide my history' }).setChecked(true);
    await messenger.locator('.past').waitFor({ state: 'detached' });
    expect(await messenger.locator('#thread > [data-seq]').count()).toBe(0);
  });
});
