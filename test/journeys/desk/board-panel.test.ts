import type { Page } from 'playwright-core';
import { axeFindings } from '../../support/axe.js';
import type { Person } from '../../support/chromium.js';
import { until } from '../../support/platform.js';
import { openStage, type Stage } from '../../support/stage.js';
import { visitorTalker, type Talker } from '../../support/talker.js';

let stage: Stage;
let manager: Person;
let page: Page;
let board: string;
const talkers: Talker[] = [];
const started: string[] = [];

beforeAll(async () => {
  stage = await openStage();
  const { url, database } = stage;
  board = `${url}/b/fjord/board`;
  for (const name of ['Ada', 'Ben', 'Cleo']) {
    const talker = await visitorTalker(url, { database, slug: 'fjord', name });
    talkers.push(talker);
    started.push(await talker.start(`${name} asks about tents`));
  }
  manager = await stage.member('manager@fjord.test');
  page = manager.page;
});

afterAll(async () => {
  for (const talker of talkers) talker.close();
  await stage?.close();
});

const panel = () => page.getByRole('complementary', { name: 'Conversation' });
const log = () => panel().getByRole('log');
const row = (place: number) => page.locator(`#board-${started[place]}`);
const isFocusIn = (selector: string) =>
  page.evaluate(
    (within) => document.querySelector(within)?.contains(document.activeElement) === true,
    selector,
  );

it('opens a conversation beside the columns, goes on by keys, and leaves as the browser goes back', async () => {
  await page.goto(`${board}?state=waiting`);
  await row(0).getByRole('link').click();
  await log().getByText('Ada asks about tents').waitFor();
  expect(new URL(page.url()).pathname).toBe(`/b/fjord/board/conversations/${started[0]}`);
  expect(new URL(page.url()).search).toBe('?state=waiting');
  await row(0).locator('[aria-current="true"]').waitFor();
  expect(await isFocusIn('[data-panel]')).toBe(true);
  expect(await axeFindings(page)).toEqual([]);

  await page.keyboard.press('j');
  await log().getByText('Ben asks about tents').waitFor();
  await panel().getByRole('button', { name: 'Next conversation' }).click();
  await log().getByText('Cleo asks about tents').waitFor();
  await page.keyboard.press('k');
  await log().getByText('Ben asks about tents').waitFor();

  await page.keyboard.press('Escape');
  await panel().waitFor({ state: 'hidden' });
  expect(page.url()).toBe(`${board}?state=waiting`);
  await until(() => isFocusIn(`#board-${started[1]}`));
  await page.goForward();
  await log().getByText('Ben asks about tents').waitFor();
  await page.reload();
  await log().getByText('Ben asks about tents').waitFor();
  await page.goBack();
  await panel().waitFor({ state: 'hidden' });
  expect(manager.complaints).toEqual([]);
});

it('shows at once what is said, keeps it unread for those who answer, and writes what only members see', async () => {
  await row(1).getByRole('link').click();
  await log().getByText('Ben asks about tents').waitFor();
  await talkers[1].send(started[1], 'And how heavy are they?');
  await log().getByText('And how heavy are they?').waitFor();
  await page.getByRole('combobox', { name: 'Status' }).selectOption('');
  await log().getByText('And how heavy are they?').waitFor();
  const marks = await stage.database.query(
    `SELECT FROM read_marks WHERE side = 'member' AND conversation_id = $1`,
    [started[1]],
  );
  expect(marks).toHaveLength(0);

  await page.keyboard.press('n');
  await page.keyboard.type('He has bought here before.');
  await page.keyboard.press('Enter');
  await log().locator('.entry[data-seq]', { hasText: 'He has bought here before.' }).waitFor();
  const [{ kind }] = await stage.database.query<{ kind: string }>(
    `SELECT kind FROM entries WHERE body = 'He has bought here before.'`,
  );
  expect(kind).toBe('note');
  expect(await panel().getByRole('button', { name: 'Message', exact: true }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await log().waitFor();
});

it('closes in place and goes on with the next row', async () => {
  await panel().getByRole('button', { name: 'Close', exact: true }).click();
  await panel().getByText('This conversation is closed.').waitFor();
  await row(1).waitFor({ state: 'detached' });
  await page.keyboard.press('j');
  await log().getByText('Cleo asks about tents').waitFor();
  await page.keyboard.press('Escape');
  await panel().waitFor({ state: 'hidden' });
});

it('tells what is not there and what could not be loaded, and tries again', async () => {
  const foreign = stage.database.brands['maison-lumiere'].id;
  const answer = await page.goto(`${board}/conversations/${foreign}`);
  expect(answer?.status()).toBe(404);
  await panel().getByRole('heading', { name: 'Conversation not found' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await panel().getByRole('link', { name: 'Close panel' }).click();
  await panel().waitFor({ state: 'hidden' });

  await page.route('**/panel', (route) => route.abort());
  await row(0).getByRole('link').click();
  await panel().getByRole('heading', { name: 'could not be loaded' }).waitFor();
  await page.unroute('**/panel');
  await page.route('**/panel', (route) => route.fulfill({ status: 403, body: '' }));
  await panel().getByRole('button', { name: 'Try again' }).click();
  await panel().getByRole('heading', { name: 'You don’t have access to this conversation' }).waitFor();
  await page.unroute('**/panel');
  await page.reload();
  await log().getByText('Ada asks about tents').waitFor();
});

it('has the palette, the keys, the mentions and the notifications of the desk', async () => {
  await page.goto(board);
  await row(0).waitFor();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await palette.getByRole('combobox').fill('Cleo');
  await palette.getByRole('option', { name: /Cleo/ }).first().waitFor();
  await page.keyboard.press('Enter');
  await log().getByText('Cleo asks about tents').waitFor();
  await page.keyboard.press('x');
  expect(await row(2).getByRole('checkbox').isChecked()).toBe(true);
  await page.keyboard.press('x');

  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await help.getByText('Select the conversation').waitFor();
  expect(await help.getByText('Snooze conversation').isVisible()).toBe(false);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Mentions' }).click();
  await page.getByRole('dialog', { name: 'Mentions' }).getByText('No mentions yet').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Notifications' }).click();
  const alerts = page.getByRole('dialog', { name: 'Notifications' });
  await alerts.getByRole('switch').first().uncheck();
  await until(async () => {
    const rows = await stage.database.query(`SELECT FROM accounts WHERE NOT alert_sound`);
    return rows.length === 1;
  });
  await page.keyboard.press('Escape');
  expect(manager.complaints).toEqual([]);
});

it('fills a phone, in the dark as well', async () => {
  await page.setViewportSize({ width: 390, height: 780 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`${board}/conversations/${started[0]}`);
  await log().getByText('Ada asks about tents').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  expect(await panel().boundingBox()).toMatchObject({ x: 0, y: 0, width: 390, height: 780 });
  await panel().getByRole('link', { name: 'Close panel' }).click();
  await panel().waitFor({ state: 'hidden' });
});
