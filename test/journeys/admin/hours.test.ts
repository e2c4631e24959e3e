import type { Page } from 'playwright-core';
import { obstacles } from '../../support/for-everybody.js';
import { openStage, type Stage } from '../../support/stage.js';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const stored = async () =>
  (await stage.database.query<{ weekly: unknown[]; exceptions: unknown[] }>('SELECT * FROM hours'))[0];
const now = (page: Page) => page.locator('.hours-now').innerText();
const isDone = (page: Page) => page.getByText('Saved', { exact: false }).first().waitFor();

it('is set by the keyboard: the new field has it, the sentence follows, and what is stored comes back', async () => {
  const { page, complaints } = await stage.member('admin@fjord.test', { locale: 'en-GB' });
  await page.goto(`${stage.url}/b/fjord/admin`);
  await page.getByRole('link', { name: 'Opening hours' }).click();
  expect(await now(page)).toBe('Always open');
  expect(await page.getByLabel('Monday: from').isVisible()).toBe(false);
  await page.getByLabel('Set hours').check();
  await page.getByLabel('Monday: from').waitFor({ state: 'visible' });
  await page.getByText('Always open', { exact: true }).nth(1).waitFor({ state: 'hidden' });

  await page.getByRole('button', { name: 'Saturday: add hours' }).press('Enter');
  await page.locator('#day_6_0:focus').waitFor();
  await page.getByRole('button', { name: 'Monday: add hours' }).press('Enter');
  await page.locator('#day_1_1:focus').waitFor();
  await page.locator('#day_1_1').fill('20:00');
  await page.locator('#day_1_1_to').fill('02:00');
  await page.getByRole('button', { name: 'Copy Monday to weekdays' }).press('Enter');
  await page.locator('#copy:focus').waitFor();
  expect(await page.locator('#day_5_1_to').inputValue()).toBe('02:00');
  await page.getByRole('button', { name: 'Friday: remove hours' }).nth(1).press('Enter');
  await page.locator('#day_5_0:focus').waitFor();

  await page.getByRole('button', { name: 'Add a date' }).press('Enter');
  await page.locator('#date_0:focus').waitFor();
  await page.locator('#date_0').fill('2027-12-25');
  await page.getByLabel('Name').fill('Christmas Day');
  await page.getByLabel('Name').press('Enter');
  await isDone(page);
  const { weekly, exceptions } = await stored();
  expect(weekly).toHaveLength(10);
  expect(exceptions).toEqual([{ date: '2027-12-25', label: 'Christmas Day', ranges: [] }]);
  expect(await page.getByLabel('Name').inputValue()).toBe('Christmas Day');
  expect(complaints).toEqual([]);
});

it('leads to the first hours that are refused, and asks before unsaved ones are left', async () => {
  const { page } = await stage.member('admin@fjord.test', { locale: 'en-GB' });
  await page.goto(`${stage.url}/b/fjord/admin/hours`);
  await page.getByLabel('Set hours').check();
  await page.locator('#day_3_0_to').fill('');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('#day_3-error').waitFor();
  await page.locator('#day_3_0:focus').waitFor();
  await page.locator('#day_3_0_to').fill('17:00');
  const asked = page.waitForEvent('dialog');
  await Promise.all([
    asked.then((dialog) => dialog.accept()),
    page.getByRole('link', { name: 'Rules', exact: true }).click(),
  ]);
  expect((await asked).type()).toBe('beforeunload');
});

it('fits a phone, in French, with two ranges on a day and dates with hours', async () => {
  const { page, complaints } = await stage.member('admin@maison-lumiere.test', {
    locale: 'fr-FR',
    viewport: { width: 390, height: 800 },
    colorScheme: 'dark',
  });
  await page.goto(`${stage.url}/b/maison-lumiere/admin/hours`);
  await page.getByLabel('Définir des horaires').check();
  await page.getByRole('button', { name: 'Lundi\u00a0: ajouter une plage' }).click();
  await page.locator('#day_1_1:focus').waitFor();
  await page.getByRole('button', { name: 'Ajouter une date' }).click();
  await page.locator('#date_0:focus').waitFor();
  await page.getByRole('button', { name: 'Nouvelle date\u00a0: ajouter une plage' }).click();
  await page.locator('#ranges_0_0:focus').waitFor();
  expect(await obstacles(page)).toEqual([]);
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(beyond).toBeLessThanOrEqual(0);
  expect(complaints).toEqual([]);
});

it('shows the hours of a targeting rule only where it follows no others', async () => {
  const { page } = await stage.member('admin@fjord.test', { locale: 'en-GB' });
  await page.goto(`${stage.url}/b/fjord/admin/targeting`);
  await page.locator('.targeting-list .row-link').first().click();
  await page.getByLabel('Opening hours: Tuesday').waitFor();
  await page.getByLabel('Opening hours', { exact: true }).selectOption('Opening hours of the site');
  await page.getByLabel('Opening hours: Tuesday').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Save' }).click();
  await isDone(page);
  expect(await page.getByLabel('Opening hours', { exact: true }).inputValue()).toBe('site');
  await page.goto(`${stage.url}/b/fjord/admin/targeting`);
  await page.getByText('within the site’s opening hours').waitFor();
});
