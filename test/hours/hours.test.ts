import {
  HoursModule,
  isOpen,
  OpeningHours,
  SaveHours,
  type Hours,
  type HoursOwner,
} from '../../src/hours/index.js';
import { newId, Refusal, type MemberActor } from '../../src/kernel/index.js';
import { startWorld, type World } from '../conversations/world.js';

let world: World;
let admin: MemberActor;

beforeAll(async () => {
  world = await startWorld({}, HoursModule);
  admin = await world.member('Anna', 'admin');
});
afterAll(() => world.close());
beforeEach(() => world.database.query('DELETE FROM hours'));

const BRAND: HoursOwner = { kind: 'brand' };
const site = (): HoursOwner => ({ kind: 'site', id: world.siteId });
const range = (from: string, to: string) => ({ from, to });
const hours = (more: Partial<Hours> = {}): Hours => ({
  timeZone: null,
  weekly: [{ day: 1, from: '09:00', to: '18:00' }],
  exceptions: [],
  ...more,
});
const save = (owner: HoursOwner, saved: Hours | null, actor = admin) =>
  world.get(SaveHours).run(actor, { owner, hours: saved });
const own = (owner: HoursOwner) => world.get(OpeningHours).own(admin, owner);
const open = async (owner: HoursOwner, at: string) =>
  isOpen(await world.get(OpeningHours).of(admin, owner), new Date(at));
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? (error.details.fields ?? error.code) : error),
  );
const told = () =>
  world.database.query<{ subject_id: string; data: unknown }>(
    `SELECT subject_id, data FROM events WHERE brand_id = $1 AND name = 'settings.hours_saved' ORDER BY no`,
    [world.brandId],
  );

const MONDAY = '2026-03-02T10:00:00Z';
const SUNDAY = '2026-03-01T10:00:00Z';

test('a brand is always open until it says otherwise, and a site is as the brand is until it does', async () => {
  expect([await open(BRAND, SUNDAY), await open(site(), SUNDAY)]).toEqual([true, true]);
  await save(BRAND, hours());
  expect([await open(BRAND, SUNDAY), await open(site(), SUNDAY)]).toEqual([false, false]);
  expect([await open(BRAND, MONDAY), await open(site(), MONDAY)]).toEqual([true, true]);
  await save(site(), hours({ weekly: [{ day: 7, from: '08:00', to: '12:00' }] }));
  expect([await open(BRAND, SUNDAY), await open(site(), SUNDAY)]).toEqual([false, true]);
  expect(await open(site(), MONDAY)).toBe(false);
  await save(site(), null);
  expect([await own(site()), await open(site(), MONDAY)]).toEqual([null, true]);
  await save(BRAND, null);
  expect(await open(site(), SUNDAY)).toBe(true);
});

test('hours are of one owner each: those of a site are no other’s, nor are a member’s or a group’s', async () => {
  const groupId = newId();
  await world.database.query(
    `INSERT INTO groups (brand_id, id, name, created_at) VALUES ($1, $2, 'Advice', '2026-01-01')`,
    [world.brandId, groupId],
  );
  const owners: HoursOwner[] = [
    BRAND,
    site(),
    { kind: 'group', id: groupId },
    { kind: 'member', id: admin.id },
  ];
  for (const [day, owner] of owners.entries())
    await save(owner, hours({ weekly: [{ day: day + 1, from: '09:00', to: '18:00' }] }));
  for (const [day, owner] of owners.entries()) expect((await own(owner))?.weekly[0]?.day).toBe(day + 1);
  await save(site(), null);
  expect(await Promise.all(owners.map(async (owner) => (await own(owner)) !== null))).toEqual([
    true,
    false,
    true,
    true,
  ]);
});

test('the zone is the brand’s, unless hours have their own', async () => {
  await world.database.query(`UPDATE brands SET time_zone = 'Asia/Tokyo' WHERE id = $1`, [world.brandId]);
  await save(BRAND, hours());
  expect([await open(BRAND, '2026-03-02T00:30:00Z'), await open(BRAND, '2026-03-02T09:30:00Z')]).toEqual([
    true,
    false,
  ]);
  await save(BRAND, hours({ timeZone: 'America/New_York' }));
  expect(await open(BRAND, '2026-03-02T22:30:00Z')).toBe(true);
});

test('what is stored is in order, and what the log tells of dates is what changed', async () => {
  const noel = { date: '2026-12-25', label: ' Noël ', ranges: [] };
  const eve = { date: '2026-12-24', label: '', ranges: [range('14:00', '00:00'), range('09:00', '12:00')] };
  await save(BRAND, hours({ exceptions: [noel] }));
  await save(BRAND, hours({ exceptions: [noel, eve] }));
  const stored = [
    { date: '2026-12-24', label: '', ranges: [range('09:00', '12:00'), range('14:00', '24:00')] },
    { date: '2026-12-25', label: 'Noël', ranges: [] },
  ];
  expect((await own(BRAND))?.exceptions).toEqual(stored);
  await save(BRAND, null);
  await save(BRAND, null);
  const lines = await told();
  expect(lines.slice(-3)).toEqual([
    { subject_id: world.brandId, data: { before: null, after: hours({ exceptions: [stored[1]] as never }) } },
    {
      subject_id: world.brandId,
      data: { before: hours(), after: hours({ exceptions: [stored[0]] as never }) },
    },
    { subject_id: world.brandId, data: { before: hours({ exceptions: stored }), after: null } },
  ]);
});

test.each<[string, Partial<Hours>, Record<string, string>]>([
  ['a time that is none', { weekly: [{ day: 2, from: '9', to: '18:00' }] }, { 'day.2': 'hours_incomplete' }],
  [
    'a time without its end',
    { weekly: [{ day: 7, from: '09:00', to: '' }] },
    { 'day.7': 'hours_incomplete' },
  ],
  ['a day that is none', { weekly: [{ day: 8, from: '09:00', to: '18:00' }] }, { weekly: 'invalid_input' }],
  [
    'ranges that overlap',
    { weekly: [range('09:00', '12:30'), range('12:00', '18:00')].map((each) => ({ day: 3, ...each })) },
    { 'day.3': 'hours_overlap' },
  ],
  [
    'a night that overlaps what follows it',
    { weekly: [range('09:00', '00:00'), range('20:00', '21:00')].map((each) => ({ day: 3, ...each })) },
    { 'day.3': 'hours_overlap' },
  ],
  [
    'five ranges on a day',
    { weekly: [1, 3, 5, 7, 9].map((at) => ({ day: 1, from: `0${at}:00`, to: `0${at}:30` })) },
    { 'day.1': 'hours_ranges_full' },
  ],
  ['a zone that is none', { timeZone: 'Mars/Olympus' }, { timeZone: 'time_zone' }],
  [
    'dates that are none, or twice',
    {
      exceptions: ['2026-12-25', '2026-02-30', '', '2026-12-25', 'x'].map((date) => ({
        date,
        label: '',
        ranges: [],
      })),
    },
    { 'date.1': 'hours_date', 'date.2': 'required', 'date.3': 'hours_date_twice', 'date.4': 'hours_date' },
  ],
  [
    'names too long, or that cannot be stored',
    {
      exceptions: ['x'.repeat(81), 'a\u0000b', 'x'.repeat(80)].map((label, at) => ({
        date: `2026-12-0${at + 1}`,
        label,
        ranges: [],
      })),
    },
    { 'label.0': 'too_long', 'label.1': 'characters_refused' },
  ],
  [
    'ranges of a date that overlap',
    {
      exceptions: [
        { date: '2026-12-24', label: '', ranges: [range('09:00', '12:00'), range('10:00', '11:00')] },
      ],
    },
    { 'ranges.0': 'hours_overlap' },
  ],
  [
    'more dates than it takes',
    {
      exceptions: Array.from({ length: 61 }, (_, at) => ({
        date: new Date(Date.UTC(2026, 0, at + 1)).toISOString().slice(0, 10),
        label: '',
        ranges: [],
      })),
    },
    { exceptions: 'hours_exceptions_full' },
  ],
])('refuses %s', async (_, wrong, fields) => {
  expect(await refusal(save(BRAND, hours(wrong)))).toEqual(fields);
  expect(await own(BRAND)).toBeNull();
});

test('an owner of another brand is as little found as one that is nobody’s', async () => {
  const other = await world.neighbour();
  for (const id of [other.siteId, newId(), 'x', ''])
    expect(await refusal(save({ kind: 'site', id }, hours()))).toBe('not_found');
  expect(await refusal(save({ kind: 'group', id: world.siteId }, hours()))).toBe('not_found');
  expect(await refusal(save({ kind: 'site', id: other.siteId }, null))).toBe('done');
  const theirs = await other.member('Otto', 'admin');
  await other.get(SaveHours).run(theirs, { owner: { kind: 'site', id: other.siteId }, hours: hours() });
  expect(await own({ kind: 'site', id: other.siteId })).toBeNull();
});

test('whoever may not change what has the hours changes none', async () => {
  const manager = await world.member('Mona', 'manager');
  expect(await refusal(save(BRAND, hours(), manager))).toBe('forbidden');
  expect(await refusal(save(site(), null, manager))).toBe('forbidden');
});

test('two who give the same owner its first hours at once leave one', async () => {
  await Promise.all([save(site(), hours()), save(site(), hours({ timeZone: 'UTC' }))]);
  const [{ count }] = await world.database.query('SELECT count(*)::integer FROM hours');
  expect(count).toBe(1);
});
