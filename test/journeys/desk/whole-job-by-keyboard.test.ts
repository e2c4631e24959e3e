import { setTimeout as sleep } from 'node:timers/promises';
import type { Frame, Page } from 'playwright-core';
import type { Person } from '../../support/chromium.js';
import { openStage, type Stage } from '../../support/stage.js';

/** More stops than any of our pages has before what is looked for. */
const MOST_STOPS = 80;

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

/** The frame that has the focus, and what is focused there, by its name or what stands on it. */
async function focused(page: Page): Promise<{ frame: Frame; name: string; tag: string }> {
  for (const frame of page.frames().toReversed()) {
    // A frame that is just loading has no focus yet.
    const found = await frame
      .evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        if (!document.hasFocus() || !element || element === document.body) return null;
        const label = element.id ? document.querySelector(`label[for="${element.id}"]`)?.textContent : null;
        const name = element.getAttribute('aria-label') ?? label ?? element.textContent ?? '';
        return { name: name.trim(), tag: element.tagName.toLowerCase() };
      })
      .catch(() => null);
    if (found && found.tag !== 'iframe') return { frame, ...found };
  }
  return { frame: page.mainFrame(), name: '', tag: 'body' };
}

/** Presses Tab until the focus is on the control of that name, and shows that the focus can be seen there. */
async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    const at = await focused(page);
    if (at.name === name) return expectVisibleFocus(at.frame);
    passed.push(at.name);
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${name}, but to: ${passed.join(' | ')}`);
}

async function expectVisibleFocus(frame: Frame): Promise<void> {
  const outline = await frame.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element) return 0;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return boxShadow !== 'none' && outlineStyle === 'none'
      ? 1
      : outlineStyle === 'none'
        ? 0
        : parseFloat(outlineWidth);
  });
  expect(outline).toBeGreaterThan(0);
}

async function expectFocus(page: Page, name: string): Promise<void> {
  await waitFor(async () => (await focused(page)).name === name);
  expect((await focused(page)).name).toBe(name);
}

async function waitFor(isSo: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await isSo()) return;
    await sleep(50);
  }
}

async function announcements(page: Frame | Page): Promise<string> {
  const log = page.getByRole('log');
  return `${await log.count()} ${await log.first().getAttribute('aria-live')}`;
}

it('carries a conversation from its first word to its end by keyboard alone, on both sides', async () => {
  const shopper: Person = await stage.chromium.person({ locale: 'fr-FR' });
  const shop = shopper.page;
  await shop.goto(stage.shopUrl('maison-lumiere'));
  await shop.getByRole('button', { name: 'Discuter avec nous' }).waitFor();
  await tabTo(shop, 'Discuter avec nous');
  await shop.keyboard.press('Enter');
  const messenger = shop.frameLocator('iframe');
  await messenger.getByRole('button', { name: 'Accepter' }).waitFor();
  await tabTo(shop, 'Accepter');
  await shop.keyboard.press('Enter');
  await expectFocus(shop, 'Votre message');
  await shop.keyboard.type('Bonjour');
  await shop.keyboard.press('Shift+Enter');
  await shop.keyboard.type('Ce dôme existe-t-il en laiton ?');
  await shop.keyboard.press('Enter');
  await messenger.locator('.entry[data-seq][data-side="visitor"]').waitFor();
  await expectFocus(shop, 'Votre message');
  const frame = (await focused(shop)).frame;
  expect(await announcements(frame)).toBe('1 polite');

  const member: Person = await stage.chromium.person({ locale: 'fr-FR' });
  const desk = member.page;
  await desk.goto(`${stage.url}/sign-in?next=/b/maison-lumiere/desk`);
  await expectFocus(desk, 'Adresse e-mail');
  await desk.keyboard.type('lea@maison-lumiere.test');
  await tabTo(desk, 'Mot de passe');
  await desk.keyboard.type('causerie-demo');
  await desk.keyboard.press('Enter');
  await desk.waitForURL(({ pathname }) => pathname.endsWith('/desk'));
  await tabTo(desk, 'Disponible');
  await desk.keyboard.press('Enter');
  const row = desk.locator('[data-list="mine"] [data-item]').first();
  await row.waitFor();
  expect((await focused(desk)).name).toBe('Disponible');

  await tabTo(desk, (await row.textContent())?.trim() ?? '');
  await desk.keyboard.press('Enter');
  await expectFocus(desk, 'Votre message');
  expect(await announcements(desk)).toBe('1 polite');
  await desk.keyboard.type('Oui, sur commande.');
  await desk.keyboard.press('Enter');
  await expectFocus(desk, 'Votre message');
  await messenger.getByText('Oui, sur commande.').waitFor();
  await expectFocus(shop, 'Votre message');

  await desk.keyboard.press('Escape');
  await desk.keyboard.press('?');
  const help = desk.getByRole('dialog');
  await help.waitFor();
  for (let stop = 0; stop < 5; stop++) {
    await desk.keyboard.press('Tab');
    const isInside = await desk.evaluate(() => {
      const at = document.activeElement;
      return at === document.body || at?.closest('dialog') !== null;
    });
    expect(isInside).toBe(true);
  }
  await desk.keyboard.press('Escape');
  await help.waitFor({ state: 'hidden' });

  await shop.keyboard.press('Escape');
  await expectFocus(shop, 'Discuter avec nous');
  await shop.keyboard.press('Enter');
  await expectFocus(shop, 'Votre message');
  await tabBackTo(shop, 'Paramètres');
  await shop.keyboard.press('Enter');
  await messenger.getByRole('switch').first().waitFor();
  await shop.keyboard.press('Escape');
  await expectFocus(shop, 'Paramètres');
  await tabTo(shop, 'Réduire');
  await shop.keyboard.press('Enter');
  await expectFocus(shop, 'Discuter avec nous');

  await desk.keyboard.press('e');
  await desk.locator('#desk-header[data-state="closed"]').waitFor();
  const isSomewhere = async () => (await focused(desk)).tag !== 'body';
  await waitFor(isSomewhere);
  expect(await isSomewhere()).toBe(true);
  await shop.keyboard.press('Enter');
  await messenger.locator('#closed').waitFor();
  const isWithin = async () => (await focused(shop)).frame !== shop.mainFrame();
  await waitFor(isWithin);
  expect(await isWithin()).toBe(true);
  expect([...shopper.complaints, ...member.complaints]).toEqual([]);
});

async function tabBackTo(page: Page, name: string): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if ((await focused(page)).name === name) return;
    await page.keyboard.press('Shift+Tab');
  }
  throw new Error(`Shift and Tab do not lead to ${name}.`);
}
