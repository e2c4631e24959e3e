import type { Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../../src/demo/index.js';
import type { Person } from '../../support/chromium.js';
import { axeFindings } from '../../support/axe.js';
import { DemoWorld } from '../world.js';

const WORDS = {
  en: {
    ended: 'Your session has ended. Sign in again.',
    again: 'Your session had ended. What you typed has been restored, but is not saved yet.',
    nothing: 'Your session had ended, so nothing was saved. Try again.',
    saved: 'Saved.',
    signIn: 'Sign in again',
  },
  fr: {
    ended: 'Votre session a expiré. Reconnectez-vous.',
    again: 'Votre session avait expiré. Votre saisie a été restaurée, mais pas encore enregistrée.',
    nothing: 'Votre session avait expiré : rien n’a été enregistré. Recommencez.',
    saved: 'Enregistré.',
    signIn: 'Se reconnecter',
  },
} as const;

/** How long a node goes on with what it has read of a session. */
const FORGOTTEN_MS = 700;

let world: DemoWorld;

beforeAll(async () => {
  world = await DemoWorld.start();
});

afterAll(() => world?.stop());

async function endSessions(): Promise<void> {
  await world.database.query('DELETE FROM sessions');
  await new Promise((resolve) => setTimeout(resolve, FORGOTTEN_MS));
}

async function signInAs(page: Page, email: string | null): Promise<void> {
  await page.waitForURL(/\/sign-in/);
  if (email !== null) await page.locator('#email').fill(email);
  await page.locator('#password').fill(DEMO_PASSWORD);
  await page.locator('main button[type=submit]').click();
}

const save = (page: Page) => page.locator('main form[data-warn-unsaved] .button.primary[type=submit]');
const said = (page: Page, words: string) => page.locator('#notices').getByText(words, { exact: true });
const kept = (page: Page) => page.evaluate(() => sessionStorage.getItem('causerie:typed'));
const rulePage = (slug: string) => `${world.url}/b/${slug}/admin/rules/new`;

describe.each([
  ['en', 'en-GB', 'fjord', 'light', 1440],
  ['fr', 'fr-FR', 'maison-lumiere', 'dark', 390],
] as const)(
  'what was typed when the session ended: %s, %s, %s, %s, %i pixels',
  (language, locale, slug, colorScheme, width) => {
    const words = WORDS[language];
    const admin = () => `${world.url}/b/${slug}/admin`;
    let person: Person;
    let page: Page;

    beforeAll(async () => {
      person = await world.member(`admin@${slug}.test`, {
        ...{ locale, colorScheme },
        viewport: { width, height: 844 },
      });
      page = person.page;
    });

    it('is back in a group’s form after signing in again, and is stored', async () => {
      const name = `Évasion ${crypto.randomUUID()}`;
      await page.goto(`${admin()}/groups/new`);
      await page.locator('#name').fill(name);
      await page.locator('input[name=active]').uncheck();
      await page.locator('input[name=members]').nth(1).check();
      await endSessions();
      await save(page).click();
      await page.getByText(words.ended).waitFor();
      await signInAs(page, null);
      await said(page, words.again).waitFor();
      expect(page.url()).toBe(`${admin()}/groups/new`);
      expect(await page.locator('#name').inputValue()).toBe(name);
      expect(await page.locator('input[name=active]').isChecked()).toBe(false);
      const members = page.locator('input[name=members]');
      expect(
        await members.evaluateAll((all) => all.map((each) => (each as HTMLInputElement).checked)),
      ).toEqual((await members.all()).map((_each, at) => at === 1));
      expect(await save(page).evaluate((button) => button === document.activeElement)).toBe(true);
      expect(await kept(page)).toBeNull();
      expect(await axeFindings(page)).toEqual([]);
      await person.picture(`session over group ${locale} ${width} ${colorScheme}`);
      await page.keyboard.press('Enter');
      await said(page, words.saved).waitFor();
      const stored = await world.database.query('SELECT active FROM groups WHERE name = $1', [name]);
      expect(stored).toEqual([{ active: false }]);
    });

    it('is back in a rule’s form with its rows', async () => {
      const name = `Rangs ${crypto.randomUUID()}`;
      await page.goto(rulePage(slug));
      const shares = page.locator('input[name=share]');
      for (const count of [1, 2]) {
        await page.locator('button[name=act][value=add]').click();
        await page.locator(`li.queue:nth-child(${count})`).waitFor();
      }
      await page.locator('input[name=sharing][value=weighted]').check();
      await shares.and(page.locator('[inputmode=numeric]')).nth(1).waitFor();
      await page.locator('#name').fill(name);
      for (const [at, share] of ['70', '30'].entries()) await shares.nth(at).fill(share);
      await page.locator('input[name=threshold]').nth(1).fill('7');
      const groups = await page
        .locator('input[name=groupId]')
        .evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value));
      await endSessions();
      await save(page).click();
      await signInAs(page, null);
      await said(page, words.again).waitFor();
      expect(await page.locator('#name').inputValue()).toBe(name);
      expect(await shares.nth(0).inputValue()).toBe('70');
      await person.picture(`session over rule ${locale} ${width} ${colorScheme}`);
      expect(await axeFindings(page)).toEqual([]);
      await save(page).click();
      await said(page, words.saved).waitFor();
      const stored = await world.database.query(
        `SELECT q.group_id, q.threshold, q.share FROM queues q JOIN rules r ON r.id = q.rule_id
       WHERE r.name = $1 ORDER BY q.position`,
        [name],
      );
      expect(stored).toEqual([
        { group_id: groups[0], threshold: 100, share: 70 },
        { group_id: groups[1], threshold: 7, share: 30 },
      ]);
    });

    it('is not lost where a part of the page is refused: the notice leads to sign-in and back', async () => {
      const name = `Partie ${crypto.randomUUID()}`;
      await page.goto(rulePage(slug));
      await page.locator('#name').fill(name);
      await endSessions();
      await page.locator('button[name=act][value=add]').click();
      const link = page.getByRole('link', { name: words.signIn });
      await link.waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await person.picture(`session over part ${locale} ${width} ${colorScheme}`);
      expect(await page.locator('#name').inputValue()).toBe(name);
      await link.click();
      await signInAs(page, null);
      await said(page, words.again).waitFor();
      expect(await page.locator('#name').inputValue()).toBe(name);
      const questions: string[] = [];
      page.once('dialog', (dialog) => {
        questions.push(dialog.type());
        void dialog.accept();
      });
      await page.evaluate(() => document.querySelector<HTMLAnchorElement>('.side-desk')?.click());
      await page.waitForURL(/\/desk$/);
      expect(questions).toEqual(['beforeunload']);
      await page.goto(`${rulePage(slug)}?expired`);
      await said(page, words.nothing).waitFor();
      expect(await page.locator('#name').inputValue()).toBe('');
    });

    it('has left no complaint', () => expect(person.complaints).toEqual([]));
  },
);

it('says of what was changed by somebody else meanwhile that it was', async () => {
  const { page } = await world.member('admin@fjord.test', { locale: 'en-GB' });
  await page.goto(`${world.url}/b/fjord/admin/tags`);
  await page.locator('main tbody a, main .cards a, main li a').first().click();
  await page.locator('#name').fill('Mine of now');
  const id = new URL(page.url()).pathname.split('/').at(-1);
  await world.database.query(`UPDATE tags SET name = 'Theirs meanwhile' WHERE id = $1`, [id]);
  await endSessions();
  await save(page).click();
  await signInAs(page, null);
  await said(page, WORDS.en.again).waitFor();
  await save(page).click();
  await page.getByRole('alert').getByText('Theirs meanwhile').waitFor();
  expect(await page.locator('#name').inputValue()).toBe('Mine of now');
});

it('comes back to the page with its query, and to the start of what is new and had errors', async () => {
  const { page } = await world.member('admin@fjord.test', { locale: 'en-GB' });
  await page.goto(`${world.url}/b/fjord/admin/responses/new?whose=brand`);
  await page.locator('#title').fill('Opening hours');
  await page.locator('#shortcut').fill('two words');
  await save(page).click();
  await page.locator('#shortcut[aria-invalid=true]').waitFor();
  await page.locator('#shortcut').fill('hours');
  const body = page.locator('textarea[name^=body_]').last();
  await page.locator('details.language summary').last().click();
  await body.fill('We open at nine.');
  await endSessions();
  await save(page).click();
  await signInAs(page, null);
  await said(page, WORDS.en.again).waitFor();
  expect(page.url()).toBe(`${world.url}/b/fjord/admin/responses/new?whose=brand`);
  expect(await page.locator('#shortcut').inputValue()).toBe('hours');
  expect(await body.inputValue()).toBe('We open at nine.');
  expect(await body.isVisible()).toBe(true);
});

it('is the same on the page of one’s own account, without what is secret', async () => {
  const { page } = await world.member('zoe@fjord.test', { locale: 'en-GB' });
  await page.goto(`${world.url}/account`);
  await page.locator('#name').fill('Zoe of now');
  await endSessions();
  await save(page).click();
  expect(await kept(page)).not.toContain(DEMO_PASSWORD);
  await signInAs(page, null);
  await said(page, WORDS.en.again).waitFor();
  expect(await page.locator('#name').inputValue()).toBe('Zoe of now');
  expect(await axeFindings(page)).toEqual([]);
  await save(page).click();
  await page.getByText('Profile saved.').waitFor();

  await page.locator('#current').fill(DEMO_PASSWORD);
  await page.locator('#password').fill('a new password of Zoe');
  await endSessions();
  await page.getByRole('button', { name: 'Change password' }).click();
  await signInAs(page, null);
  await said(page, WORDS.en.nothing).waitFor();
  expect(await page.locator('#password').inputValue()).toBe('');
});

it('is shown to nobody else who signs in', async () => {
  const { page } = await world.member('admin@fjord.test', { locale: 'en-GB' });
  const typed = `Secret ${Date.now()}`;
  await page.goto(`${world.url}/b/fjord/admin/tags/new`);
  await page.locator('#name').fill(typed);
  await endSessions();
  await save(page).click();
  await page.waitForURL(/\/sign-in/);
  expect(await kept(page)).toContain(typed);
  await signInAs(page, 'manager@fjord.test');
  await page.waitForURL(/\/tags\/new/);
  await page.locator('#name').waitFor();
  expect(await page.locator('#name').inputValue()).toBe('');
  expect(await page.locator('#notices').innerText()).toBe('');
  expect(await page.content()).not.toContain(typed);
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain(typed);
});

it('is shown to nobody else where the tab never learned who signed in', async () => {
  const { page, context } = await world.member('admin@fjord.test', { locale: 'en-GB' });
  const tab = await context.newPage();
  await tab.goto(`${world.url}/b/fjord/admin/tags/new`);
  await tab.locator('#name').fill('Of another');
  await endSessions();
  await page.goto(`${world.url}/sign-in`);
  await signInAs(page, 'manager@fjord.test');
  await page.waitForURL(/\/desk/);
  await save(tab).click();
  await tab.waitForURL(/\/tags\/new(?!\?)/);
  await tab.locator('#name').waitFor();
  expect(await tab.locator('#name').inputValue()).toBe('');
  expect(await kept(tab)).toBeNull();
});

it('does not hinder sending where the browser has no room or allows none', async () => {
  const { page } = await world.member('admin@fjord.test', { locale: 'en-GB' });
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  const name = `Without ${Date.now()}`;
  await page.goto(`${world.url}/b/fjord/admin/tags/new`);
  await page.locator('#name').fill(name);
  await save(page).click();
  await said(page, WORDS.en.saved).waitFor();
  await page.goto(`${world.url}/b/fjord/admin/tags/new`);
  await page.locator('#name').fill('Lost');
  await endSessions();
  await save(page).click();
  await signInAs(page, 'admin@fjord.test');
  await said(page, WORDS.en.nothing).waitFor();
  expect(await page.locator('#name').inputValue()).toBe('');
});
