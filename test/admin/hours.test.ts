import { Clock } from '../../src/kernel/index.js';
import { AdminWorld, formFields, type Browser, type TestBrand } from './world.js';

let world: AdminWorld;
let ours: TestBrand;
let anna: Browser;
let bea: Browser;

/** A Monday, noon in Paris. */
const NOON = new Date('2026-03-02T11:00:00Z');

beforeAll(async () => {
  world = await AdminWorld.start();
  world.running.app.get(Clock).freeze(NOON);
  ours = await world.brand('lamps', 'fr');
  anna = await (await ours.member('Anna', 'admin')).browser('en');
  bea = await (await ours.member('Bea', 'admin')).browser('fr');
});
afterAll(() => world.close());
beforeEach(() => world.database.query('DELETE FROM hours'));

const page = () => `${ours.admin}/hours`;
const sitePage = () => `${page()}/sites/${ours.siteId}`;
const stored = async () =>
  (
    await world.database.query('SELECT site_id, time_zone, weekly, exceptions FROM hours ORDER BY site_id')
  )[0];
const office = Object.fromEntries(
  [1, 2, 3, 4, 5].flatMap((day) => [
    [`day_${day}_from`, '09:00'],
    [`day_${day}_to`, '18:00'],
  ]),
);
/** The sentence that says what the hours come to. */
const now = (text: string) => /class="hours-now"[^]*?<span>([^<]*)<\/span>/.exec(text)?.[1];
const step = async (act: string, typed: Record<string, string | string[]> = {}, at = page()) => {
  const opened = await anna.get(at).expect(200);
  const answer = await anna.post(`${at}/draft`, {
    ...formFields(opened.text, at),
    own: 'yes',
    ...typed,
    act,
  });
  expect(answer.status).toBe(200);
  return { text: answer.text, fields: formFields(answer.text, at) };
};

it('starts always open, and offers office hours to begin with', async () => {
  const { text } = await anna.get(page()).expect(200);
  expect(now(text)).toBe('Always open');
  const fields = formFields(text, page());
  expect(fields).toMatchObject({ own: 'no', ...office });
  expect(fields).not.toHaveProperty('day_6_from');
  expect(text).toContain('Europe/Paris');
});

it('is saved, and stands in the audit log with what it was', async () => {
  const answer = await anna.submit(page(), {
    own: 'yes',
    exception: ['0', '1'],
    date_0: '2026-12-25',
    label_0: 'Noël',
    date_1: '2026-12-24',
    label_1: '',
    ranges_1_from: '09:00',
    ranges_1_to: '14:00',
  });
  expect([answer.status, answer.headers.location]).toEqual([303, `${page()}?done=saved`]);
  expect((await stored()).exceptions.map(({ date }: { date: string }) => date)).toEqual([
    '2026-12-24',
    '2026-12-25',
  ]);
  await anna.submit(page(), { day_5_to: '16:00' });
  const { text } = await anna.get(`${ours.admin}/audit?kind=hours`).expect(200);
  expect(text).toMatch(/Anna<\/b> changed the opening hours of/);
  expect(text).toContain('Monday–Friday 09:00–18:00');
  expect(text).toContain('24 December 2026: 09:00–14:00; 25 December 2026 (Noël): Closed');
  expect(text).toMatch(
    /<del>Monday–Friday 09:00–18:00<\/del><ins>Monday–Thursday 09:00–18:00; Friday 09:00–16:00<\/ins>/,
  );
});

it.each([
  ['2026-03-02T11:00:00Z', 'Open now, until 18:00', 'Ouvert, jusqu’à 18:00'],
  ['2026-03-02T07:00:00Z', 'Closed; opens at 09:00', 'Fermé\u202f; ouvre à 09:00'],
  ['2026-03-02T19:00:00Z', 'Closed; opens tomorrow at 09:00', 'Fermé\u202f; ouvre demain à 09:00'],
  ['2026-03-06T19:00:00Z', 'Closed; opens Monday at 09:00', 'Fermé\u202f; ouvre lundi à 09:00'],
  [
    '2026-12-24T19:00:00Z',
    'Closed; opens 4 January 2027 at 09:00',
    'Fermé\u202f; ouvre le 4 janvier 2027 à 09:00',
  ],
])('says what it comes to at %s, in both languages', async (at, english, french) => {
  const days = Array.from({ length: 10 }, (_, later) => new Date(Date.UTC(2026, 11, 25 + later)));
  await anna.submit(page(), {
    own: 'yes',
    exception: days.map((_, key) => String(key)),
    ...Object.fromEntries(days.map((day, key) => [`date_${key}`, day.toISOString().slice(0, 10)])),
  });
  world.running.app.get(Clock).freeze(new Date(at));
  try {
    expect(now((await anna.get(page())).text)).toBe(english);
    expect(now((await bea.get(page())).text)).toBe(french);
  } finally {
    world.running.app.get(Clock).freeze(NOON);
  }
});

it('tells a night, a week without hours, and one that never ends', async () => {
  expect(now((await step('preview', { day_1_from: '10:00', day_1_to: '02:00' })).text)).toBe(
    'Open now, until tomorrow at 02:00',
  );
  const always = Object.fromEntries(Object.keys(office).map((field) => [field, '']));
  expect(now((await step('preview', always)).text)).toBe('Closed');
  const whole = Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7].flatMap((day) => ['from', 'to'].map((end) => [`day_${day}_${end}`, '00:00'])),
  );
  expect(now((await step('preview', whole)).text)).toBe('Always open');
  expect(now((await step('preview', { day_1_from: '9' })).text)).toBeUndefined();
});

it('answers a preview of htmx with the sentence alone, and a row with the form', async () => {
  const fields = formFields((await anna.get(page())).text, page());
  const preview = await anna.fragment(`${page()}/draft`, { ...fields, own: 'yes', act: 'preview' });
  expect(preview.text.trim()).toMatch(/^<p class="hours-now"[^]*<\/p>$/);
  const form = await anna.fragment(`${page()}/draft`, { ...fields, own: 'yes', act: 'add:6' });
  expect(form.text.trim()).toMatch(/^<form [^]*<\/form>$/);
});

it('adds and takes away rows without storing them, and keeps what was typed', async () => {
  const added = await step('add:1', { day_2_from: '08:15' });
  expect(added.fields).toMatchObject({ day_1_from: ['09:00', ''], day_2_from: '08:15' });
  expect(added.text).toMatch(/id="day_1_1"[^>]*autofocus/);
  expect((await step('add:7')).fields).toMatchObject({ day_7_from: '09:00', day_7_to: '18:00' });
  const gone = await step('remove:1:0');
  expect(gone.fields).not.toHaveProperty('day_1_from');
  expect(gone.text).toMatch(/id="day_1_add"[^>]*autofocus/);
  const copied = await step('copy', { day_1_from: ['10:00', '14:00'], day_1_to: ['12:00', '19:00'] });
  for (const day of [2, 3, 4, 5])
    expect(copied.fields).toMatchObject({
      [`day_${day}_from`]: ['10:00', '14:00'],
      [`day_${day}_to`]: ['12:00', '19:00'],
    });
  expect(copied.fields).not.toHaveProperty('day_6_from');
  expect(await stored()).toBeUndefined();
});

it('adds dates with ranges of their own, and takes away one, or those that are past', async () => {
  const dates = { exception: ['0', '1'], date_0: '2026-01-01', date_1: '2026-12-25', label_1: 'Noël' };
  expect((await step('date', dates)).fields).toMatchObject({ exception: ['0', '1', '2'], date_2: '' });
  const opened = await step('open:1', dates);
  expect(opened.fields).toMatchObject({ ranges_1_from: '09:00', label_1: 'Noël' });
  expect(
    (await step('shut:1:0', { ...dates, ranges_1_from: '10:00', ranges_1_to: '12:00' })).fields,
  ).not.toHaveProperty('ranges_1_from');
  expect((await step('drop:0', dates)).fields).toMatchObject({ exception: '0', date_0: '2026-12-25' });
  expect(opened.text).toContain('Remove past dates');
  const left = await step('past', dates);
  expect(left.fields).toMatchObject({ exception: '0', date_0: '2026-12-25' });
  expect(left.text).not.toContain('Remove past dates');
});

it.each([
  '',
  'nothing',
  'add',
  'add:9',
  'remove:1',
  'remove:x:y',
  'toString',
  'constructor:1',
  'open:99',
  'drop:-1',
])('takes a button that there is not, as %j, for none', async (act) => {
  const before = formFields((await anna.get(page())).text, page());
  expect((await step(act)).fields).toEqual({ ...before, own: 'yes' });
});

it('has no more rows than can be stored', async () => {
  const full = { day_1_from: ['1', '2', '3', '4'], day_1_to: ['1', '2', '3', '4'] };
  expect((await step('add:1', full)).fields).toMatchObject({ day_1_from: ['1', '2', '3', '4'] });
  const keys = Array.from({ length: 60 }, (_, key) => String(key));
  const dated = await step('date', { exception: keys });
  expect(dated.fields.exception).toHaveLength(60);
  expect(dated.text).not.toContain('Add a date');
});

it.each([
  ['hours that overlap', { day_1_from: ['09:00', '10:00'], day_1_to: ['12:00', '11:00'] }, 'day_1'],
  ['a start without an end', { day_3_to: '' }, 'day_3'],
  ['a date that is none', { exception: '0', date_0: '2026-02-30' }, 'date_0'],
  ['a date without a day', { exception: ['0', '1'], date_0: '2026-12-31', date_1: '' }, 'date_1'],
  [
    'a date twice, the later one in the list',
    { exception: ['0', '1', '2'], date_0: '2026-12-31', date_1: '2026-12-01', date_2: '2026-12-31' },
    'date_2',
  ],
  ['a name too long', { exception: '0', date_0: '2026-12-31', label_0: 'x'.repeat(81) }, 'label_0'],
  [
    'hours of a date without an end',
    { exception: '0', date_0: '2026-12-31', ranges_0_from: '09:00', ranges_0_to: '' },
    'ranges_0',
  ],
])('refuses %s beside its field, and keeps what was typed', async (_, typed, field) => {
  const answer = await anna.submit(page(), { own: 'yes', day_2_from: '07:45', ...typed });
  expect(answer.status).toBe(422);
  expect([...answer.text.matchAll(/id="([\w-]+)-error"/g)].map(([, id]) => id)).toEqual([field]);
  expect(formFields(answer.text, page())).toMatchObject({ own: 'yes', day_2_from: '07:45', ...typed });
  expect(await stored()).toBeUndefined();
});

it('leaves out rows that nothing was typed into', async () => {
  await anna.submit(page(), { own: 'yes', day_1_from: ['09:00', ''], day_1_to: ['12:00', ''] });
  expect((await stored()).weekly[0]).toEqual({ day: 1, from: '09:00', to: '12:00' });
  expect((await stored()).weekly[1].day).toBe(2);
});

it('tells the second of two admins who was first, with both versions', async () => {
  await anna.submit(page(), { own: 'yes' });
  const opened = await bea.get(page());
  const typed = { ...formFields(opened.text, page()), day_1_from: '10:00' };
  await anna.submit(page(), { day_1_from: '08:00', exception: '0', date_0: '2026-12-25', label_0: 'Noël' });
  const late = await bea.post(page(), typed);
  expect(late.status).toBe(409);
  expect(late.text).toContain('Anna a modifié cette page');
  expect(late.text).toContain('lundi 08:00–18:00; mardi–vendredi 09:00–18:00');
  expect(late.text).toContain('lundi 10:00–18:00; mardi–vendredi 09:00–18:00');
  expect(late.text).toContain('25 décembre 2026 (Noël)');
  const again = formFields(late.text, page());
  expect(again).toMatchObject({ day_1_from: '10:00' });
  expect((await bea.post(page(), again)).status).toBe(303);
  expect((await stored()).weekly[0].from).toBe('10:00');
  expect((await bea.post(page(), again)).status).toBe(303);
});

it('lets a site keep hours of its own in a zone of its own, from those of the brand, or be as the brand', async () => {
  await anna.submit(page(), { own: 'yes', day_1_to: '20:00' });
  const { text } = await anna.get(sitePage()).expect(200);
  expect(now(text)).toBe('Open now, until 20:00');
  expect(formFields(text, sitePage())).toMatchObject({ own: 'no', day_1_to: '20:00', timeZone: '' });
  await anna.submit(sitePage(), { own: 'yes', timeZone: 'America/New_York' });
  expect(now((await anna.get(sitePage())).text)).toBe('Closed; opens at 09:00');
  expect(now((await anna.get(page())).text)).toBe('Open now, until 20:00');
  await anna.submit(sitePage(), { own: 'no' });
  expect(now((await anna.get(sitePage())).text)).toBe('Open now, until 20:00');
  const refused = await anna.submit(sitePage(), { own: 'yes', timeZone: 'Mars/Olympus' });
  expect([refused.status, refused.text.includes('id="timeZone-error"')]).toEqual([422, true]);
  const { text: log } = await anna.get(`${ours.admin}/audit?kind=hours`).expect(200);
  expect(log).toMatch(/<del>America\/New_York<\/del>/);
});

it('is an admin’s to see and to change, and nobody’s while the brand is suspended', async () => {
  const manager = await (await ours.member('Mona', 'manager')).browser();
  await manager.get(page()).expect(403);
  expect((await manager.post(page(), {})).status).toBe(403);
  await world.database.query(`UPDATE brands SET state = 'suspended' WHERE id = $1`, [ours.id]);
  const { text } = await anna.get(page()).expect(200);
  expect(text).toContain('This brand is suspended');
  expect((await anna.post(page(), {})).status).toBe(403);
});
