import { NAUGHTY_BODIES, NAUGHTY_TEXTS, NOT_IDS } from '../support/naughty.js';
import { AdminWorld, formFields, type Browser, type TestBrand } from './world.js';

let world: AdminWorld;
let brand: TestBrand;
let anna: Browser;

beforeAll(async () => {
  world = await AdminWorld.start();
  brand = await world.brand('lamps', 'en');
  anna = await (await brand.member('Anna', 'admin')).browser();
});

afterAll(() => world.close());

/** What a text field keeps: one line break, whichever way it is posted; a form cannot carry a surrogate alone. */
const kept = (text: string) => text.replaceAll('\r\n', '\n').toWellFormed();

it.each(NAUGHTY_TEXTS)('a text of the brand is stored to the letter or refused: $name', async ({ text }) => {
  const page = `${brand.admin}/texts/en`;
  const answer = await anna.submit(page, { body_opening: text });
  expect([303, 413, 422]).toContain(answer.status);
  if (answer.status !== 303) return;
  const [row] = await world.database.query(
    `SELECT body FROM texts WHERE brand_id = $1 AND code = 'opening'`,
    [brand.id],
  );
  const isEmpty = text.trim() === '';
  expect(row?.body ?? null).toBe(isEmpty ? null : kept(text));
  const shown = formFields((await anna.get(page).expect(200)).text, page);
  if (!isEmpty) expect(kept(String(shown.body_opening))).toBe(kept(text));
});

it.each(NAUGHTY_TEXTS)('a name is stored or refused at its field: $name', async ({ text }) => {
  const { text: blank } = await anna.get(`${brand.admin}/groups/new`).expect(200);
  const action = /action="([^"]*\/groups\/[0-9a-f-]{36})"/.exec(blank)?.[1] ?? '';
  const answer = await anna.post(action, { ...formFields(blank, action), name: text });
  expect([303, 413, 422]).toContain(answer.status);
  if (answer.status === 422) expect(answer.text).toContain('id="name-error"');
  if (answer.status === 303) await anna.get(`${brand.admin}/groups`).expect(200);
});

it.each(NAUGHTY_BODIES)('a body that is no form is refused and changes nothing: $name', async ({ body }) => {
  const answer = await anna.raw(`${brand.admin}/sites/${brand.siteId}`, body);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  const [site] = await world.database.query('SELECT name FROM sites WHERE id = $1', [brand.siteId]);
  expect(site).toEqual({ name: 'Shop of lamps' });
});

it.each(NOT_IDS)('what is no id is not found: %s', async (id) => {
  for (const place of [
    'rules',
    'groups',
    'members',
    'sites',
    'targeting',
    'targeting/sites',
    'hours/sites',
    'documents',
  ]) {
    const { status } = await anna.get(`${brand.admin}/${place}/${id}`);
    expect([400, 404, 422]).toContain(status);
  }
});

it('queries that nobody would type show the page all the same', async () => {
  for (const query of [
    'kind=nothing',
    'member=x',
    'before=-1',
    'before=9'.padEnd(40, '9'),
    'kind[]=rule',
    'done=%00',
  ]) {
    await anna.get(`${brand.admin}/audit?${query}`).expect(200);
  }
  await anna
    .get(`${brand.admin}/targeting/sites/${brand.siteId}?url=%00%ff&seconds=NaN&language=__proto__`)
    .expect(200);
});
