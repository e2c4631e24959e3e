import type { Page } from 'playwright-core';
import { axeFindings } from '../../support/axe.js';
import type { Person } from '../../support/chromium.js';
import { until } from '../../support/platform.js';
import { openStage, type Stage } from '../../support/stage.js';
import { visitorTalker, type Talker } from '../../support/talker.js';

const WAITING = 120;

let stage: Stage;
let manager: Person;
let page: Page;
let talker: Talker;

beforeAll(async () => {
  stage = await openStage();
  const { url, database } = stage;
  talker = await visitorTalker(url, { database, slug: 'fjord', name: 'Ada' });
  const first = await talker.start('Who is first?');
  await database.query(
    `INSERT INTO conversations (brand_id, id, site_id, visitor_id, origin, state, asynchronous, locale, rule_id, group_id,
       queue_id, queue_no, queued_at, started_at)
     SELECT brand_id, gen_random_uuid(), site_id, visitor_id, origin, 'waiting', true, locale, rule_id, group_id, queue_id,
       queue_no + n, queued_at + n * interval '1 second', started_at
     FROM conversations, generate_series(1, ${WAITING - 1}) n WHERE id = $1`,
    [first],
  );
  manager = await stage.member('manager@fjord.test');
  page = manager.page;
  await page.goto(`${url}/b/fjord/board?state=waiting`);
});

afterAll(async () => {
  talker?.close();
  await stage?.close();
});

const all = () => page.getByRole('checkbox', { name: /^Select all shown: Waiting/ });
const rows = () => page.locator('[data-row]');
const boxes = () => page.locator('[data-choose]');
const bar = () => page.locator('[data-board-chosen]');
const isPartly = () => all().evaluate((box: HTMLInputElement) => box.indeterminate);

it('chooses all that is shown, by the keyboard too, and says that there is more', async () => {
  await all().waitFor();
  expect(await all().getAttribute('aria-label')).toBe('Select all shown: Waiting (50)');
  await all().focus();
  await page.keyboard.press('Space');
  await bar().getByText('50 selected').waitFor();
  await bar().getByText('Only the conversations shown are selected').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await boxes().nth(3).uncheck();
  await bar().getByText('49 selected').waitFor();
  expect(await isPartly()).toBe(true);
  expect(await bar().getByText('Only the conversations shown are selected').isVisible()).toBe(false);
  await all().check();
  await bar().getByText('50 selected').waitFor();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Close these conversations?' });
  await dialog.getByText('Only the conversations shown are selected').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await all().uncheck();
  await bar().waitFor({ state: 'hidden' });
});

it('leaves everything where it is while a key is pressed, also when news were on their way already', async () => {
  let letThrough: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (letThrough = resolve));
  const asked = page.waitForRequest('**/board?state=waiting');
  await page.route('**/board?state=waiting', (route) => gate.then(() => route.continue()));
  await talker.start('Who is next?');
  await asked;
  await all().focus();
  await page.keyboard.down('Space');
  const answered = page.waitForResponse('**/board?state=waiting');
  letThrough();
  await answered.then((answer) => answer.finished());
  await page.keyboard.up('Space');
  await bar().getByText('50 selected').waitFor();
  await page.unroute('**/board?state=waiting');
  await all().uncheck();
});

it('leaves rows where they are under a resting pointer, and orders them once it leaves', async () => {
  const order = () => rows().evaluateAll((all) => all.map(({ id }) => id));
  await rows().nth(5).hover();
  const before = await order();
  const last = await rows().nth(9).getAttribute('data-row');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await stage.database.query(
    `UPDATE conversations SET queued_at = queued_at - interval '1 hour' WHERE id = $1`,
    [last],
  );
  const answered = page.waitForResponse('**/board?state=waiting');
  await talker.start('Is anybody there?');
  await answered.then((answer) => answer.finished());
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(await order()).toEqual(before);
  await page.mouse.move(1, 1);
  await until(async () => (await order())[0] === before[9]);
});

it('shows more in place, keeps it over a reload, and says when more could not be had', async () => {
  await page.route('**/board?*pages_waiting=2*', (route) => route.abort());
  await page.getByRole('link', { name: 'Show more' }).click();
  await page.locator('[data-failed]').waitFor();
  expect(await rows().count()).toBe(50);
  await page.unroute('**/board?*pages_waiting=2*');
  await page.locator('[data-failed] [data-again]').click();
  await rows().nth(99).waitFor();
  expect(
    await boxes()
      .nth(50)
      .evaluate((box) => box === document.activeElement),
  ).toBe(true);
  const more = page.getByRole('link', { name: 'Show more' });
  await until(async () => {
    if ((await more.count()) > 0) await more.click({ timeout: 1000 }).catch(() => undefined);
    return (await rows().count()) === WAITING;
  }, 15_000);
  expect(await more.count()).toBe(0);
  await page.reload();
  await rows()
    .nth(WAITING - 1)
    .waitFor();
});

it('chooses no more than may be done with at once, and does it', async () => {
  await all().click();
  await bar().getByText('100 selected').waitFor();
  await bar().getByText('100 conversations at most.').waitFor();
  expect(await isPartly()).toBe(true);
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Close these conversations?' });
  await page.route('**/closures', (route) => route.abort());
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  const failed = dialog.getByRole('alert').filter({ hasText: 'You are offline.' });
  await failed.waitFor();
  await page.unroute('**/closures');
  manager.complaints.length = 0;
  await failed.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('100 conversations closed').waitFor();
  await page.keyboard.press('Escape');
  await rows()
    .nth(WAITING - 100)
    .waitFor({ state: 'detached' });
  expect(await rows().count()).toBe(WAITING - 100);
  expect(manager.complaints).toEqual([]);
});
