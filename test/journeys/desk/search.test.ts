import { axeFindings } from '../../support/axe.js';
import type { Person } from '../../support/chromium.js';
import { until } from '../../support/platform.js';
import { openStage, type Stage } from '../../support/stage.js';
import { visitorTalker, type Talker } from '../../support/talker.js';

const ENTRIES = 700;

let stage: Stage;
let manager: Person;
let talker: Talker;
let conversation: string;

beforeAll(async () => {
  stage = await openStage();
  const { url, database } = stage;
  talker = await visitorTalker(url, { database, slug: 'fjord', name: 'Mei' });
  conversation = await talker.start('我家在上海东边, do you ship there?');
  await fill(conversation);
  await database.query(
    `UPDATE visitors v SET name = 'Mei' FROM conversations c WHERE c.id = $1 AND v.id = c.visitor_id`,
    [conversation],
  );
  await talker.send(conversation, 'And from 上海 by train?');
  await until(() => isIndexed(conversation), 15_000);
  manager = await stage.member('manager@fjord.test');
});

afterAll(async () => {
  talker?.close();
  await stage?.close();
});

it('leads from what was found to the message, with its words marked, and on to the others', async () => {
  const { page } = manager;
  await page.goto(`${stage.url}/b/fjord/desk/search`);
  const row = page.locator(`#found-${conversation}`);
  await page.getByRole('searchbox', { name: 'Search conversations' }).fill('上海');
  await row.locator('mark').waitFor();
  await row.getByText('2 matches').waitFor();
  expect(await row.locator('mark').allTextContents()).toEqual(['上海']);
  expect(await axeFindings(page)).toEqual([]);
  await row.click();

  const results = page.getByRole('region', { name: 'Results in this conversation' });
  await results.getByText('2 of 2').waitFor();
  const log = page.getByRole('log');
  const last = log.locator('.entry', { hasText: 'by train' });
  expect(await last.locator('mark').allTextContents()).toEqual(['上海']);
  expect(await isInView(last)).toBe(true);
  expect(await axeFindings(page)).toEqual([]);

  await results.getByRole('button', { name: 'Previous result' }).click();
  await results.getByText('1 of 2').waitFor();
  const first = log.locator('.entry', { hasText: 'do you ship there' });
  expect(await first.locator('mark').allTextContents()).toEqual(['上海']);
  expect(await isInView(first)).toBe(true);
  const seqs = await log
    .locator('[data-seq]')
    .evaluateAll((all) => all.map((each) => Number((each as HTMLElement).dataset.seq)));
  expect(seqs).toEqual(Array.from(seqs, (_, at) => at + 1));
  expect(seqs.length).toBeGreaterThan(ENTRIES);
  expect(await results.getByRole('button', { name: 'Previous result' }).isDisabled()).toBe(true);

  await page.reload();
  await results.getByText('2 of 2').waitFor();
  await results.getByRole('button', { name: 'Close search' }).click();
  await results.waitFor({ state: 'detached' });
  expect(await page.locator('mark').count()).toBe(0);
  expect(new URL(page.url()).search).toBe('');
  expect(manager.complaints).toEqual([]);
});

it('says that a search failed, asks again on demand, and puts into the address only what is asked', async () => {
  const { page } = manager;
  await page.goto(`${stage.url}/b/fjord/desk/search`);
  const field = page.getByRole('searchbox', { name: 'Search conversations' });
  await page.route('**/desk/search?*', () => undefined);
  await field.fill('nothing');
  await page.locator('#search-results[aria-busy="true"]').waitFor();
  expect(await page.locator('button[aria-busy="true"]').count()).toBe(0);
  await page.unroute('**/desk/search?*');
  await page.route('**/desk/search?*', (route) => route.abort());
  await field.fill('上海');
  const failed = page.getByRole('alert').filter({ hasText: 'Search failed.' });
  await failed.waitFor();
  expect(await field.inputValue()).toBe('上海');
  await page.unroute('**/desk/search?*');
  await failed.getByRole('button').click();
  await page.locator(`#found-${conversation} mark`).waitFor();
  expect(await failed.isVisible()).toBe(false);
  expect(new URL(page.url()).search).toBe(`?q=${encodeURIComponent('上海')}`);
  manager.complaints.length = 0;
});

it('marks the name that led to a conversation, in the result and at its head', async () => {
  const { page } = manager;
  await page.goto(`${stage.url}/b/fjord/desk/search`);
  const row = page.locator(`#found-${conversation}`);
  await page.getByRole('searchbox', { name: 'Search conversations' }).fill('mei');
  await row.locator('mark').waitFor();
  expect(await row.locator('mark').allTextContents()).toEqual(['Mei']);
  await row.click();
  const results = page.getByRole('region', { name: 'Results in this conversation' });
  await results.getByText('In the visitor’s name or address').waitFor();
  const name = page.getByRole('heading', { level: 1, name: 'Mei' });
  expect(await name.locator('mark').allTextContents()).toEqual(['Mei']);
  expect(await axeFindings(page)).toEqual([]);
  await results.getByRole('button', { name: 'Close search' }).click();
  expect(await page.locator('mark').count()).toBe(0);
  expect(new URL(page.url()).search).toBe('');
});

it('shows what was found on a phone too', async () => {
  const { page } = await stage.member('manager@fjord.test', { viewport: { width: 390, height: 664 } });
  await page.goto(`${stage.url}/b/fjord/desk/conversations/${conversation}?q=Line+699`);
  const hit = page.getByRole('log').locator('.entry', { hasText: 'Line 699' });
  await hit.locator('mark').first().waitFor();
  await page.waitForTimeout(500);
  expect(await isInView(hit)).toBe(true);
});

async function isInView(entry: ReturnType<Person['page']['locator']>): Promise<boolean> {
  return entry.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const { top: from, bottom: to } = element.closest('[data-scroll]')!.getBoundingClientRect();
    return top >= from && bottom <= to;
  });
}

async function isIndexed(id: string): Promise<boolean> {
  const [row] = await stage.database.query(
    `SELECT FROM search_documents s JOIN conversations c ON c.id = s.conversation_id
     WHERE c.id = $1 AND s.indexed_seq = c.last_seq`,
    [id],
  );
  return row !== undefined;
}

/** A long talk between the first message and the last. */
async function fill(id: string): Promise<void> {
  await stage.database.query(
    `WITH numbered AS (
       UPDATE conversations SET last_seq = last_seq + $2, last_visitor_seq = last_visitor_seq + $2, last_message_seq = last_seq + $2
       WHERE id = $1 RETURNING brand_id, id, last_seq - $2 AS seq, last_visitor_seq - $2 AS visitor_seq, visitor_id)
     INSERT INTO entries (brand_id, conversation_id, seq, visitor_seq, kind, side, author_id, client_id, body, at)
     SELECT n.brand_id, n.id, n.seq + i, n.visitor_seq + i, 'message', 'visitor', n.visitor_id, gen_random_uuid(), 'Line ' || i, now()
     FROM numbered n, generate_series(1, $2::integer) i`,
    [id, ENTRIES - 1],
  );
}

it('renames somebody among the results where they stand, and moves nothing', async () => {
  const maya = await stage.maya();
  const visitor = await visitorTalker(stage.url, { database: stage.database, slug: 'fjord', name: 'Kim' });
  const id = await visitor.start('Is the stove in stock?');
  await until(() => isIndexed(id), 15_000);
  const { page } = await stage.member('maya@fjord.test');
  await page.goto(`${stage.url}/b/fjord/desk`);
  await page.locator(`#item-${id}`).waitFor();
  await page.goto(`${stage.url}/b/fjord/desk/search`);
  const rows = page.locator('[data-found] > li');
  const more = page.locator('#search-more a');
  await page.locator(`#found-${id}`).waitFor();
  if (await more.isVisible()) {
    const few = await rows.count();
    await more.click();
    await until(async () => (await rows.count()) > few);
  }
  const last = rows.last().locator('a');
  await last.focus();
  await last.hover();
  const before = [await rows.count(), await last.boundingBox()];
  await stage.database.query(
    `UPDATE visitors SET name = 'Kim Berg' WHERE id = (SELECT visitor_id FROM conversations WHERE id = $1)`,
    [id],
  );
  await visitor.ask('settings', { emailNotifications: false });
  await page.locator(`#found-${id}`).getByText('Kim Berg').waitFor();
  expect([await rows.count(), await last.boundingBox()]).toEqual(before);
  expect(await last.evaluate((row) => document.activeElement === row)).toBe(true);
  visitor.close();
  maya.close();
});
