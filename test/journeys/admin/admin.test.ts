import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { RunningApp } from '../../../src/main.js';
import { startApplication } from '../../support/application.js';
import { axeFindings } from '../../support/axe.js';
import { launchChromium, type TestBrowser } from '../../support/chromium.js';
import { demoDatabase } from '../../support/demo.js';
import type { TestDatabase } from '../../support/servers/postgres.js';

const FARTHEST = 80;
const PAGES = [
  'rules',
  'rules/new',
  'groups',
  'members',
  'sites',
  'sites/new',
  'targeting',
  'texts',
  'documents',
  'waiting',
  'audit',
];

let database: TestDatabase;
let chromium: TestBrowser;
let running: RunningApp;
let dataDir: string;

beforeAll(async () => {
  database = await demoDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'causerie-admin-'));
  running = await startApplication(database, { DATA_DIR: dataDir });
  chromium = await launchChromium();
});

afterAll(async () => {
  await chromium?.close();
  await running?.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** What the keyboard is on, as a screen reader names it; nothing while it is on the page as a whole. */
async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    if (element === document.body) return '';
    const label = [...(element?.labels ?? [])].map((each) => each.innerText).join(' ');
    return (element?.getAttribute('aria-label') ?? (label || element?.innerText) ?? '')
      .replace(/\s+/g, ' ')
      .trim();
  });
}

async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < FARTHEST; step += 1) {
    if (name.test(await focused(page))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not lead to ${name}.`);
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(`${running.url}/sign-in`);
  await tabTo(page, /e-mail/i);
  await page.keyboard.type(email);
  await page.keyboard.press('Tab');
  await page.keyboard.type('causerie-demo');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/desk$/);
}

it('an admin changes a threshold by keyboard alone, tries it, reads why, and stores it', async () => {
  const { page, complaints } = await chromium.person({ locale: 'en-GB' });
  await signIn(page, 'admin@fjord.test');
  await page.goto(`${running.url}/b/fjord/admin/rules`);
  await tabTo(page, /^Advice$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Advice' }).waitFor();

  await tabTo(page, /^Advisers: Threshold$/);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('0');
  await tabTo(page, /^Test/);
  await page.keyboard.press('Enter');
  await page.getByText('Waits in the queue of Ambassadors').waitFor();
  await page.getByText('nobody is free', { exact: false }).first().waitFor();
  expect(await focused(page)).toMatch(/^Test/);
  expect(await page.getByLabel('Advisers: Threshold').inputValue()).toBe('0');
  expect(await axeFindings(page)).toEqual([]);

  page.on('dialog', (dialog) => void dialog.dismiss());
  await page.evaluate(() => document.querySelector<HTMLAnchorElement>('.side a')?.click());
  await page.getByRole('heading', { level: 1, name: 'Advice' }).waitFor();

  await page.getByLabel('Advisers: Threshold').focus();
  await page.keyboard.press('Enter');
  const saved = page.getByRole('status').getByText('Saved.', { exact: true });
  await saved.waitFor();
  const top = () => page.getByRole('heading', { level: 1 }).boundingBox();
  const place = await top();
  await saved.waitFor({ state: 'detached' });
  expect(await top()).toEqual(place);
  expect(page.url()).not.toContain('done=');
  const [queue] = await database.query(
    `SELECT q.threshold FROM queues q JOIN rules r ON r.id = q.rule_id JOIN groups g ON g.id = q.group_id
     WHERE r.name = 'Advice' AND g.name = 'Advisers'`,
  );
  expect(queue).toEqual({ threshold: 0 });
  expect(complaints).toEqual([]);
});

it.each([
  ['fr-FR', 'maison-lumiere', 'light', 1440],
  ['en-GB', 'fjord', 'dark', 390],
] as const)(
  'the pages of the settings have no finding of axe and fit: %s, %s, %s, %i pixels',
  async (locale, slug, colorScheme, width) => {
    const { page } = await chromium.person({ locale, colorScheme, viewport: { width, height: 844 } });
    await signIn(page, `admin@${slug}.test`);
    for (const path of PAGES) {
      await page.goto(`${running.url}/b/${slug}/admin/${path}`);
      expect({ path, findings: await axeFindings(page) }).toEqual({ path, findings: [] });
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect({ path, beyond: Math.max(0, beyond) }).toEqual({ path, beyond: 0 });
    }
  },
);

it.each([
  ['sites', 'Fjord Outfitters', 'Rotate secret', 'Rotate the identity secret of Fjord Outfitters?'],
  ['members', 'Sam', 'Suspend Sam', 'Suspend Sam?'],
])('asks before it does what hurts, and cancelling does nothing: %s', async (list, row, act, question) => {
  const { page } = await chromium.person();
  await signIn(page, 'admin@fjord.test');
  await page.goto(`${running.url}/b/fjord/admin/${list}`);
  await page.getByRole('link', { name: row, exact: true }).click();
  const button = page.getByRole('button', { name: act, exact: true }).last();
  await button.click();
  const dialog = page.getByRole('dialog', { name: question });
  await dialog.waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(
    await page
      .getByRole('status')
      .filter({ hasText: /rotated|suspended/ })
      .count(),
  ).toBe(0);
  await button.click();
  await dialog.getByRole('button', { name: act, exact: true }).click();
  await page
    .getByRole('status')
    .filter({ hasText: /rotated|suspended/ })
    .waitFor();
});

it.each([1440, 390])('the cards of a site are of one width at %i pixels', async (width) => {
  const { page } = await chromium.person({ viewport: { width, height: 844 } });
  await signIn(page, 'admin@fjord.test');
  await page.goto(`${running.url}/b/fjord/admin/sites`);
  await page.getByRole('link', { name: 'Fjord Outfitters', exact: true }).click();
  await page.getByRole('button', { name: 'Rotate secret' }).last().waitFor();
  const widths = await page
    .locator('.editor-main .card')
    .evaluateAll((cards) => cards.map((card) => Math.round(card.getBoundingClientRect().width)));
  expect(new Set(widths).size).toBe(1);
});

it('leads away from a page whose acts are refused since the role is another one, and says so', async () => {
  const { page } = await chromium.person();
  await signIn(page, 'manager@fjord.test');
  const role = (name: string) =>
    database.query(
      `UPDATE members m SET role = $1 FROM accounts a WHERE a.id = m.account_id AND a.email = 'manager@fjord.test'`,
      [name],
    );
  await role('admin');
  await page.goto(`${running.url}/b/fjord/admin/rules`);
  await page.getByRole('link', { name: 'Advice', exact: true }).click();
  await page.getByLabel('Advisers: Threshold').fill('3');
  await role('agent');
  await page.getByRole('button', { name: /^Test/ }).click();
  await page.getByRole('heading', { level: 1, name: 'You no longer have access' }).waitFor();
  await page.getByRole('link', { name: 'Open the desk' }).click();
  await page.waitForURL(/\/b\/fjord\/desk/);
  await role('manager');
});

it('shows the usual text as no longer customised from the press of Reset on', async () => {
  const { page } = await chromium.person({ locale: 'en-GB' });
  await signIn(page, 'admin@fjord.test');
  await page.goto(`${running.url}/b/fjord/admin/texts`);
  const block = page.locator('[data-text-block]').first();
  await block.getByRole('textbox').fill('Ask our mountain guides');
  await page.locator('main form button[type="submit"]').last().click();
  const badge = block.locator('.badge');
  await badge.waitFor();
  await block.getByRole('button', { name: /^Reset/ }).click();
  expect(await badge.isVisible()).toBe(false);
  await block.getByRole('textbox').fill('Ask our guides');
  expect(await badge.isVisible()).toBe(true);
});

it('shows its tables on a phone with nothing cut off', async () => {
  const { page } = await chromium.person({ locale: 'en-GB', viewport: { width: 390, height: 844 } });
  await signIn(page, 'admin@fjord.test');
  const first = page.locator('.folding tbody tr').first();
  const areas = { responses: /\/\w+ · /, members: /· Staff/, groups: /Rules/, sites: /http/ };
  for (const [area, told] of Object.entries(areas)) {
    await page.goto(`${running.url}/b/fjord/admin/${area}`);
    expect([area, await first.innerText()]).toEqual([area, expect.stringMatching(told)]);
    const hidden = await page
      .locator('.table-card')
      .evaluateAll((cards) => cards.map((card) => card.scrollWidth - card.clientWidth));
    expect([area, ...new Set(hidden)]).toEqual([area, 0]);
  }
});

it('leads to the first field that was refused, in every form of the settings', async () => {
  const { page } = await chromium.person({ locale: 'en-GB', viewport: { width: 1280, height: 500 } });
  await signIn(page, 'admin@fjord.test');
  await page.goto(`${running.url}/b/fjord/admin/targeting`);
  await page.getByRole('link', { name: 'New targeting rule' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Bad hours');
  await page.getByLabel('Opening hours: Tuesday').fill('all day');
  await page.getByLabel('Opening hours: Friday').fill('never');
  await page.getByLabel('Opening hours: Friday').press('Enter');
  await page.locator('#hours_2-error').waitFor();
  expect(await page.locator('#hours_5-error').count()).toBe(1);
  expect(await page.locator('#hours_1-error').count()).toBe(0);
  await page.locator('#hours_2:focus').waitFor();
  const { y = 0, height = 0 } = (await page.locator('#hours_2').boundingBox()) ?? {};
  expect(y).toBeGreaterThan(0);
  expect(y + height).toBeLessThan(500);

  await page.goto(`${running.url}/b/fjord/admin/rules`);
  await page.getByRole('link', { name: 'Advice', exact: true }).click();
  await page.getByLabel('Ambassadors: Threshold').fill('many');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByLabel('Ambassadors: Threshold').and(page.locator('[aria-invalid="true"]:focus')).waitFor();
});

it('goes to what was created, so that a reload shows it again', async () => {
  const { page } = await chromium.person({ locale: 'en-GB' });
  await signIn(page, 'admin@fjord.test');
  for (const [list, link] of [
    ['rules', 'New rule'],
    ['targeting', 'New targeting rule'],
  ]) {
    await page.goto(`${running.url}/b/fjord/admin/${list}`);
    await page.getByRole('link', { name: link }).click();
    await page.getByLabel('Name', { exact: true }).fill('Made a moment ago');
    if (list === 'rules') {
      await page.getByRole('button', { name: 'Add group' }).click();
      await page.locator('.queue').waitFor();
    }
    await page.getByRole('button', { name: 'Create' }).first().click();
    await page.getByRole('status').getByText('Saved.', { exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/\/[0-9a-f-]{36}$/);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Made a moment ago' }).waitFor();
  }
});

it('stays on the button of what it has moved', async () => {
  const { page } = await chromium.person({ locale: 'en-GB' });
  await signIn(page, 'admin@fjord.test');
  await page.goto(`${running.url}/b/fjord/admin/targeting`);
  const names = page.locator('.targeting-row .row-link');
  const moved = await names.nth(1).innerText();
  const up = page.getByRole('button', { name: `Move ${moved} up` });
  await up.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Moved.', { exact: true }).waitFor();
  expect(await names.first().innerText()).toBe(moved);
  expect(await focused(page)).toBe(`Move ${moved} down`);
  await page.keyboard.press('Enter');
  await page.waitForFunction(
    (name) => document.querySelectorAll('.row-link')[1]?.textContent === name,
    moved,
  );
  expect(await focused(page)).toBe(`Move ${moved} ${(await names.count()) > 2 ? 'down' : 'up'}`);

  await page.goto(`${running.url}/b/fjord/admin/rules`);
  await page.getByRole('link', { name: 'Advice', exact: true }).click();
  const groups = page.locator('.queue-name b');
  const group = await groups.nth(1).innerText();
  await page.getByRole('button', { name: `Move ${group} up` }).focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction((name) => document.querySelector('.queue-name b')?.textContent === name, group);
  expect(await focused(page)).toBe(`Move ${group} down`);
});

it('says how many may wait in a queue as its threshold is typed', async () => {
  const { page } = await chromium.person({ locale: 'en-GB' });
  await signIn(page, 'admin@fjord.test');
  await page.goto(`${running.url}/b/fjord/admin/rules/new`);
  await page.getByRole('button', { name: 'Add group' }).click();
  const row = page.locator('.queue').first();
  await row.waitFor();
  const threshold = row.getByLabel(/Threshold/);
  const typed = await threshold.inputValue();
  expect(await row.locator('.queue-load').innerText()).toBe(`0 of ${typed} waiting`);
  await threshold.fill('7');
  expect(await row.locator('.queue-load').innerText()).toBe('0 of 7 waiting');
  await threshold.fill('0');
  expect(await row.locator('.queue-load').innerText()).toBe('No queue: answered right away or not at all');
});
