import type { Frame, Page } from 'playwright-core';
import { declared, obstacles } from '../../support/for-everybody.js';
import { messengerOf, openFragileStage, type FragileStage } from '../../support/stage.js';
import type { Talker } from '../../support/talker.js';

/** The smallest PNG there is, and a PDF that says so of itself. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PAPER = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

let stage: FragileStage;
let maya: Talker;
let page: Page;

beforeAll(async () => {
  stage = await openFragileStage();
  maya = await stage.maya();
});
afterAll(async () => {
  maya?.close();
  await stage?.close();
});

const messenger = () => messengerOf(page);
const control = (role: Parameters<Page['getByRole']>[0], name: string) =>
  messenger().getByRole(role, { name, exact: true });

function frame(): Frame {
  const [found] = page.frames().filter((each) => each.url().includes('/messenger?'));
  if (!found) throw new Error('There is no messenger on the page.');
  return found;
}

/** The page asks for another language; the messenger comes back in it. */
async function speak(locale: string): Promise<void> {
  await page.evaluate((wished) => {
    (window as unknown as { causerie: (...call: unknown[]) => void }).causerie('language', wished);
  }, locale);
  await messenger().locator(`html[lang="${locale}"] [data-content]:not([data-state="loading"])`).waitFor();
  expect(await declared(frame())).toBe(locale === 'ar' ? 'ar rtl' : `${locale} ltr`);
}

async function isForEverybody(): Promise<void> {
  expect(await obstacles(page)).toEqual([]);
}

async function conversationOfPage(): Promise<string> {
  const id = await messenger().locator('[data-content]').getAttribute('data-conversation');
  if (!id) throw new Error('No conversation has started.');
  return id;
}

describe('the messenger is for everybody', () => {
  it('while it loads (French), asking for consent (English), and before anything is written (Spanish)', async () => {
    ({ page } = await stage.chromium.person({ locale: 'fr-FR' }));
    await page.goto(stage.shopUrl('fjord'));
    await page.getByRole('button', { name: 'Chat with us' }).waitFor();
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    await page.route('**/content?**', async (route) => {
      await held;
      await route.continue();
    });
    await page.evaluate(() =>
      (window as unknown as { causerie: (...call: unknown[]) => void }).causerie('language', 'fr'),
    );
    await page.getByRole('button', { name: 'Discuter avec nous' }).click();
    await control('button', 'Réduire').waitFor();
    expect(await declared(frame())).toBe('fr ltr');
    await isForEverybody();
    go();

    await speak('en');
    await control('button', 'Accept').waitFor();
    await isForEverybody();
    await control('button', 'Accept').click();
    await messenger().locator('[data-state="ready"][data-content]').waitFor();
    await speak('es');
    await isForEverybody();
  });

  it('with pictures and files in the talk (German), and a message that was not sent (Italian)', async () => {
    await messenger()
      .locator('[data-file-input]')
      .setInputFiles([
        { name: 'tent.png', mimeType: 'image/png', buffer: PICTURE },
        {
          name: 'a-list-with-a-name-that-is-longer-than-any-bubble-is-wide.pdf',
          mimeType: 'application/pdf',
          buffer: PAPER,
        },
      ]);
    await messenger().locator('[data-attachments] li:not(:has(progress))').nth(1).waitFor();
    await isForEverybody();
    await messenger()
      .locator('[data-text-input]')
      .fill('Guten Tag, siehe https://fjord.test/zelte?groesse=3 👋');
    await page.keyboard.press('Enter');
    await messenger().locator('.picture').waitFor();
    const conversationId = await conversationOfPage();
    await maya.send(
      conversationId,
      'An answer that is long enough to break its line more than once, at 320 px too.',
    );
    await messenger().getByText('An answer that is long').waitFor();
    await speak('de');
    await isForEverybody();

    await speak('it');
    await stage.database.query(`ALTER TABLE entries ADD CONSTRAINT nothing_new CHECK (seq < 0) NOT VALID`);
    await messenger().locator('[data-text-input]').fill('Non parte');
    await page.keyboard.press('Enter');
    await messenger().locator('.entry.failed').waitFor();
    await isForEverybody();
    await stage.database.query(`ALTER TABLE entries DROP CONSTRAINT nothing_new`);
    await messenger().locator('[data-retry]').last().click();
    await messenger().locator('.entry[data-seq]').getByText('Non parte').waitFor();
  });

  it('without a network (Portuguese), reduced to the launcher with its badge, and with its settings open (Dutch)', async () => {
    await speak('pt');
    await stage.leave();
    await messenger().locator('[data-notice="offline"]:not([hidden])').waitFor();
    await isForEverybody();
    await stage.comeBack();
    await messenger()
      .locator('[data-notice="offline"][hidden]')
      .waitFor({ state: 'attached', timeout: 30_000 });

    await speak('nl');
    await messenger().locator('[popovertarget="settings"]').first().click();
    await messenger().getByRole('switch').first().waitFor();
    await isForEverybody();
    await page.keyboard.press('Escape');

    await messenger().locator('[data-reduce]').click();
    const conversationId = await conversationOfPage();
    await maya.send(conversationId, 'Are you still there?');
    await page.locator('.launcher .badge:not([hidden])').waitFor();
    await isForEverybody();
  });

  it('when it is closed, with a history, and with several that go on (Arabic)', async () => {
    const first = await conversationOfPage();
    await page.locator('.launcher').click();
    await speak('ar');
    await maya.ask('close', { conversationId: first });
    await messenger().locator('#survey').waitFor();
    await isForEverybody();
    await messenger().locator('#survey [type="submit"]').click();
    await messenger().locator('#survey [data-field-error]:not([hidden])').waitFor();
    await isForEverybody();

    await messenger().locator('[data-start]').click();
    await messenger().locator('[data-text-input]').fill('مرحبا');
    await page.keyboard.press('Enter');
    await messenger().locator('[data-content][data-conversation]:not([data-conversation=""])').waitFor();
    await messenger().locator('[data-earlier]').click();
    await messenger().locator('.past').first().waitFor();
    await isForEverybody();

    await stage.database.query(
      `UPDATE conversations SET origin = 'direct', state = 'waiting', queued_at = started_at, closed_at = NULL,
         closed_by = NULL, close_reason = NULL WHERE id = $1`,
      [first],
    );
    await speak('fr');
    await messenger().locator('[data-open-conversation]').waitFor();
    await isForEverybody();
  });

  it('where there is no room (Dutch), and in its public documents', async () => {
    ({ page } = await stage.chromium.person({ locale: 'nl-NL' }));
    await page.goto(stage.shopUrl('fjord', '/checkout'));
    await page.locator('.launcher').click();
    await messenger().locator('[data-accept]').click();
    await speak('nl');
    await maya.ask('availability', { state: 'away' });
    await messenger().locator('[data-text-input]').fill('Is er iemand?');
    await page.keyboard.press('Enter');
    await messenger().locator('[data-notice="no-room"]:not([hidden])').waitFor();
    expect(await messenger().locator('[data-text-input]').inputValue()).toBe('Is er iemand?');
    await isForEverybody();

    const { id: brandId, siteKey } = stage.database.brands.fjord;
    const [{ id }] = await stage.database.query<{ id: string }>(
      `SELECT id FROM documents WHERE brand_id = $1 AND audience = 'visitors' LIMIT 1`,
      [brandId],
    );
    for (const locale of ['fr', 'ar']) {
      await page.goto(`${stage.url}/w/${siteKey}/documents/${id}?lang=${locale}`);
      await isForEverybody();
    }
  });
});
