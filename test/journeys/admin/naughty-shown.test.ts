import type { Person } from '../../support/chromium.js';
import { wideParts } from '../../support/for-everybody.js';
import { openStage, type Stage } from '../../support/stage.js';

const NAMES = [
  'x'.repeat(80),
  'مرحبا بكم في متجرنا الجميل '.repeat(3).slice(0, 80),
  '👩‍👩‍👧‍👦🏳️‍🌈'.repeat(7).slice(0, 80).toWellFormed(),
  'Anne-Marie Élisabeth de la Tour-Fontaine et de Sainte-Croix, dite « Nana » Dupré'.slice(0, 80),
];
const WIDTHS = [320, 640, 1440];

let stage: Stage;

beforeAll(async () => {
  stage = await openStage('lively');
  const { id } = stage.database.brands.fjord;
  await stage.database.query(
    `UPDATE visitors t SET name = ($2::text[])[1 + n.row % 4] FROM (
       SELECT id, row_number() OVER (ORDER BY id) AS row FROM visitors WHERE brand_id = $1) n
     WHERE t.brand_id = $1 AND t.id = n.id`,
    [id, NAMES],
  );
  await stage.database.query(
    `UPDATE entries e SET body = $2 FROM conversations c
     WHERE e.brand_id = $1 AND c.brand_id = $1 AND c.id = e.conversation_id AND c.last_message_seq = e.seq`,
    [id, 'w'.repeat(4000)],
  );
  for (const [table, most] of [
    ['tags', 40],
    ['groups', 60],
    ['rules', 60],
  ])
    await stage.database.query(
      `UPDATE ${table} t SET name = left($2, $3 - 3) || ' ' || lpad(n.row::text, 2, '0') FROM (
         SELECT id, row_number() OVER (ORDER BY id) AS row FROM ${table} WHERE brand_id = $1) n
       WHERE t.brand_id = $1 AND t.id = n.id`,
      [id, 'w'.repeat(Number(most)), most],
    );
  await stage.database.query(
    `UPDATE members SET name = left($2, 60) WHERE brand_id = $1 AND role = 'agent'`,
    [id, NAMES[0]],
  );
  await stage.database.query(`UPDATE responses SET title = $2 WHERE brand_id = $1`, [id, 'w'.repeat(80)]);
});
afterAll(() => stage?.close());

async function staysWithin({ page }: Person, path: string): Promise<void> {
  await page.goto(stage.url + path);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    expect([path, await wideParts(page, width)]).toEqual([path, []]);
  }
}

it('nothing is wider than the window on the desk, however long and whatever the names and messages are', async () => {
  const maya = await stage.member('maya@fjord.test');
  await staysWithin(maya, '/b/fjord/desk');
  await staysWithin(maya, '/b/fjord/desk/search');
  await maya.page.goto(`${stage.url}/b/fjord/desk`);
  const open = await maya.page.locator('#list-mine [data-item]').first().getAttribute('href');
  await staysWithin(maya, String(open));
  await staysWithin(maya, `${open}/snooze`);
  await staysWithin(maya, `${open}/transfer`);
});

it.each([
  'board',
  'admin/rules',
  'admin/groups',
  'admin/members',
  'admin/waiting',
  'admin/blocked',
  'admin/responses',
  'admin/tags',
  'admin/audit',
])('nor on %s', async (place) => {
  const admin = await stage.member('admin@fjord.test');
  await staysWithin(admin, `/b/fjord/${place}`);
});
