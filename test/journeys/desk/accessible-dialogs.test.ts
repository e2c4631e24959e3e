import type { Page } from 'playwright-core';
import type { Person } from '../../support/chromium.js';
import { declared, obstacles } from '../../support/for-everybody.js';
import { openStage, type Stage } from '../../support/stage.js';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage('lively');
});
afterAll(() => stage?.close());

async function speaks(email: string, locale: 'fr' | 'en'): Promise<void> {
  await stage.database.query('UPDATE accounts SET locale = $2 WHERE email = $1', [email, locale]);
}

async function isForEverybody({ page, complaints }: Person): Promise<void> {
  expect(await obstacles(page)).toEqual([]);
  expect(complaints).toEqual([]);
}

describe('what opens on the desk is for everybody', () => {
  const email = 'lea@maison-lumiere.test';
  let lea: Person;

  /** What opens, by what opens it. */
  const OPENED: Record<string, { open(page: Page): Promise<void>; shows: string }> = {
    'the snooze': {
      open: (page) => page.locator('[data-dialog-open] [aria-keyshortcuts="s"]').click(),
      shows: 'dialog[open] [name="choice"]',
    },
    'the transfer': {
      open: (page) => page.locator('[data-dialog-open] [aria-keyshortcuts="t"]').click(),
      shows: 'dialog[open] [name="to"]',
    },
    'the block': {
      open: (page) => page.locator('[data-block-open]').click(),
      shows: '[data-block-dialog][open]',
    },
    'the tags': {
      open: (page) => page.locator('[data-tag-open]').click(),
      shows: '[data-tag-menu] [role="option"]',
    },
    'the canned responses': {
      open: (page) => page.locator('[data-responses-open]').click(),
      shows: '[data-responses] [role="option"]',
    },
    'the canned responses by shortcut': {
      open: (page) => page.locator('[data-reply] textarea').fill('/li'),
      shows: '[data-slash] [role="option"]',
    },
    'whom a note mentions': {
      open: async (page) => {
        await page.locator('[data-kinds] [value="note"]').click();
        await page.locator('[data-reply] textarea').pressSequentially('@');
      },
      shows: '#mentionable [role="option"]',
    },
    'the mentions': {
      open: (page) => page.locator('[data-mentions-open]').click(),
      shows: '#desk-mentions[open] li',
    },
    'the alerts': {
      open: (page) => page.locator('[data-alerts-open]').click(),
      shows: '#desk-alerts[open] [role="switch"]',
    },
    'the palette': {
      open: (page) => page.locator('[data-palette-open]').click(),
      shows: '#desk-palette[open] [role="option"]',
    },
    'the leave': {
      open: (page) => page.locator('[data-sign-out] button').click(),
      shows: '#desk-leave[open]',
    },
  };

  it.each(Object.keys(OPENED))('%s', async (name) => {
    const french = Object.keys(OPENED).indexOf(name) % 2 === 0;
    await speaks(email, french ? 'fr' : 'en');
    lea ??= await stage.member(email);
    const { page } = lea;
    await page.goto(`${stage.url}/b/maison-lumiere/desk`);
    await page.locator('#list-mine [data-item]').first().click();
    await page.locator('[data-reply] textarea').waitFor();
    expect(await declared(page)).toBe(french ? 'fr ltr' : 'en ltr');
    await OPENED[name].open(page);
    await page.locator(OPENED[name].shows).first().waitFor();
    await isForEverybody(lea);
    await page.locator('[data-reply] textarea').evaluate((field: HTMLTextAreaElement) => {
      field.value = '';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  });

  it('a snoozed conversation with notes, and what is found (English)', async () => {
    await speaks(email, 'en');
    const { page } = lea;
    await page.goto(`${stage.url}/b/maison-lumiere/desk`);
    await page.locator('#list-snoozed [data-item]').first().click();
    await page.locator('#conversation-resume').waitFor();
    const days = await page
      .locator('#thread .day time')
      .evaluateAll((times) => times.map((time) => Date.parse((time as HTMLTimeElement).dateTime)));
    expect(days.length).toBeGreaterThan(0);
    expect(days.filter((day) => day > Date.now())).toEqual([]);
    await isForEverybody(lea);
    await page.goto(`${stage.url}/b/maison-lumiere/desk/search?q=lampe`);
    await page.locator('#main').waitFor();
    await isForEverybody(lea);
    await page.goto(`${stage.url}/b/maison-lumiere/desk/search?q=introuvable`);
    await page.locator('#main').waitFor();
    await isForEverybody(lea);
  });

  it('the terms that members are asked to accept (French)', async () => {
    await stage.database.query(
      `DELETE FROM member_consents c USING members m WHERE m.id = c.member_id AND m.name = 'Inès'`,
    );
    const ines = await stage.member('ines@maison-lumiere.test');
    await ines.page.goto(`${stage.url}/b/maison-lumiere/desk`);
    await ines.page.locator('#list-mine [data-item]').first().click();
    await ines.page.getByRole('button', { name: 'Accepter' }).waitFor();
    await isForEverybody(ines);
    const terms = await ines.page.locator('.desk-terms a').first().getAttribute('href');
    await ines.page.goto(stage.url + terms);
    await isForEverybody(ines);
  });
});

describe('the board is for everybody', () => {
  it('with all that is open, with some of it chosen, and before it is closed (English)', async () => {
    await speaks('manager@maison-lumiere.test', 'en');
    const manager = await stage.member('manager@maison-lumiere.test');
    const { page } = manager;
    await page.goto(`${stage.url}/b/maison-lumiere/board`);
    await page.locator('.board-row').first().waitFor();
    await isForEverybody(manager);
    for (const box of await page.locator('.board-row input').all()) await box.check();
    await page.locator('[data-board-chosen]:not([hidden])').waitFor();
    await isForEverybody(manager);
    await page.locator('[data-ask="close"]').click();
    await page.locator('dialog[open]').waitFor();
    await isForEverybody(manager);
  });

  it('a conversation that is only read, and a board on which nothing fits the filters (French)', async () => {
    await speaks('manager@maison-lumiere.test', 'fr');
    const manager = await stage.member('manager@maison-lumiere.test');
    const { page } = manager;
    await page.goto(`${stage.url}/b/maison-lumiere/board`);
    await page.locator('.board-row a').first().click();
    await page.locator('#thread').waitFor();
    await isForEverybody(manager);
    await page.goto(`${stage.url}/b/maison-lumiere/board?language=ar`);
    await page.locator('.board-empty').first().waitFor();
    await isForEverybody(manager);
  });
});
