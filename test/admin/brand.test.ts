import { AdminWorld, type Browser, type TestBrand } from './world.js';

let world: AdminWorld;
let ours: TestBrand;
let anna: Browser;
let bea: Browser;

beforeAll(async () => {
  world = await AdminWorld.start();
  ours = await world.brand('lamps', 'fr');
  anna = await (await ours.member('Anna', 'admin')).browser('en');
  bea = await (await ours.member('Bea', 'admin')).browser('fr');
});
afterAll(() => world.close());

const page = () => `${ours.admin}/brand`;
const stored = async () =>
  (
    await world.database.query(
      `SELECT b.name, b.default_locale AS locale, b.time_zone AS zone, s.default_capacity AS places,
         s.assignment_minutes AS minutes
       FROM brands b JOIN brand_settings s ON s.brand_id = b.id WHERE b.id = $1`,
      [ours.id],
    )
  )[0];

it('shows what a brand starts from: three places, and a day for an assigned conversation', async () => {
  const { text } = await anna.get(page()).expect(200);
  expect(text).toMatch(/name="defaultCapacity"[^>]*value="3"/);
  expect(text).toMatch(/name="assignmentHours"[^>]*value="24"/);
  expect(text).toMatch(/name="assignmentMinutes"[^>]*value="0"/);
  expect(text).toMatch(/value="Europe\/Paris" selected/);
  expect(text).toMatch(/value="fr" selected/);
  expect(text).toContain('/b/lamps');
});

it('is saved, and stands in the audit log in words', async () => {
  const answer = await anna.submit(page(), {
    name: 'Lamps & Co',
    timeZone: 'America/New_York',
    defaultLocale: 'en',
    defaultCapacity: '5',
    assignmentHours: '1',
    assignmentMinutes: '30',
  });
  expect([answer.status, answer.headers.location]).toEqual([303, `${page()}?done=saved`]);
  expect(await stored()).toEqual({
    name: 'Lamps & Co',
    locale: 'en',
    zone: 'America/New_York',
    places: 5,
    minutes: 90,
  });
  const { text } = await anna.get(`${ours.admin}/audit?kind=brand`).expect(200);
  expect(text).toMatch(/Anna<\/b> saved the settings of/);
  expect(text).toMatch(/<del>French<\/del><ins>English<\/ins>/);
  expect(text).toMatch(/<del>24 hours<\/del><ins>1 hour, 30 minutes<\/ins>/);
});

it.each([
  ['no name', { name: ' ' }, 'name'],
  ['a language that is not offered', { defaultLocale: 'xx' }, 'defaultLocale'],
  ['a zone that is none', { timeZone: 'Mars/Olympus' }, 'timeZone'],
  ['no place at all', { defaultCapacity: '0' }, 'defaultCapacity'],
  ['a part of a place', { defaultCapacity: '2.5' }, 'defaultCapacity'],
  ['a delay of nothing', { assignmentHours: '0', assignmentMinutes: '' }, 'assignment'],
  ['a delay beyond sixty days', { assignmentHours: '1441' }, 'assignment'],
  ['a delay in words', { assignmentHours: 'a day' }, 'assignment'],
])('refuses %s beside its field, and keeps what was typed', async (_, typed, field) => {
  const before = await stored();
  const answer = await anna.submit(page(), { assignmentMinutes: '7', ...typed });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(`id="${field}-error"`);
  expect(await stored()).toEqual(before);
});

it('tells the second of two admins who was first, with both versions', async () => {
  const opened = await bea.get(page());
  const basis = /name="basis" value="([^"]+)"/.exec(opened.text)?.[1] ?? '';
  await anna.submit(page(), { assignmentHours: '48', assignmentMinutes: '0' });
  const typed = {
    name: 'Lampes',
    defaultLocale: 'en',
    timeZone: 'America/New_York',
    defaultCapacity: '5',
    assignmentHours: '2',
    assignmentMinutes: '0',
  };
  const late = await bea.post(page(), { basis, ...typed });
  expect(late.status).toBe(409);
  expect(late.text).toContain('Anna a modifié cette page');
  expect(late.text).toMatch(/48\sheures<\/td><td>2\sheures/);
  expect(late.text).toContain('value="Lampes"');
  const again = /name="basis" value="([^"]+)"/.exec(late.text)?.[1] ?? '';
  expect((await bea.post(page(), { basis: again, ...typed })).status).toBe(303);
  expect(await stored()).toMatchObject({ name: 'Lampes', minutes: 120 });
});

it('is an admin’s to see and to change, and nobody’s while the brand is suspended', async () => {
  const manager = await (await ours.member('Mona', 'manager')).browser();
  await manager.get(page()).expect(403);
  expect((await manager.post(page(), {})).status).toBe(403);
  await world.database.query(`UPDATE brands SET state = 'suspended' WHERE id = $1`, [ours.id]);
  const { text } = await anna.get(page()).expect(200);
  expect(text).toContain('This brand is suspended');
  expect(text).not.toContain('type="submit">Save');
  expect((await anna.post(page(), {})).status).toBe(403);
});
