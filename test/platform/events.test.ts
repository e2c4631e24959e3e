import { systemActor } from '../../src/kernel/index.js';
import { defineEvent, Events, UnitOfWork } from '../../src/platform/index.js';
import { startPlatform, until, type TestPlatform } from '../support/platform.js';

const LampSwitched = defineEvent<{ to: string }>('lamp.switched');
const LampBroken = defineEvent<{ to: string }>('lamp.broken');
const LampDimmed = defineEvent<{ to: string }>('lamp.dimmed');
const LampSeen = defineEvent<{ to: string }>('lamp.seen');

let platform: TestPlatform;
let events: Events;
let work: UnitOfWork;
let brandId: string;
const delivered: string[] = [];
const committed: string[] = [];
let faults = 2;

beforeAll(async () => {
  platform = await startPlatform();
  events = platform.app.get(Events);
  work = platform.app.get(UnitOfWork);
  brandId = await platform.brand();
  events.subscribe(LampSwitched, 'tests.switch', (event) => void delivered.push(event.data.to));
  events.subscribe(LampBroken, 'tests.break', (event) => {
    if (faults-- > 0) throw new Error('not yet');
    delivered.push(event.data.to);
  });
  events.subscribeWhen(LampDimmed, 'tests.dim', {
    when: ({ data }) => data.to === 'dark',
    handle: (event) => void delivered.push(event.data.to),
  });
  events.onCommitted(LampSeen, (event) => void committed.push(event.data.to));
});

afterAll(() => platform.close());
beforeEach(() => delivered.splice(0));

const record = (type: typeof LampSwitched, to: string) =>
  work.run(brandId, () => events.record(systemActor(brandId), type, { data: { to } }));

test('subscribers get every committed event once, in order', async () => {
  const expected = Array.from({ length: 30 }, (_, i) => String(i));
  for (const to of expected) await record(LampSwitched, to);
  await until(() => delivered.length >= 30);
  expect(delivered).toEqual(expected);
  const pending = await platform.database.query('SELECT 1 FROM events WHERE pending');
  expect(pending).toEqual([]);
});

test('a subscriber that is about few events gets those alone, and the others do not wait for anybody', async () => {
  await record(LampDimmed, 'bright');
  expect(await platform.database.query('SELECT FROM events WHERE pending')).toEqual([]);
  await record(LampDimmed, 'dark');
  await until(() => delivered.length > 0);
  expect(delivered).toEqual(['dark']);
});

test('an event of a transaction that fails is never told', async () => {
  await expect(
    work.run(brandId, async () => {
      await events.record(systemActor(brandId), LampSwitched, { data: { to: 'undone' } });
      await events.record(systemActor(brandId), LampSeen, { data: { to: 'undone' } });
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await record(LampSwitched, 'after');
  await until(() => delivered.length > 0);
  expect(delivered).toEqual(['after']);
  expect(committed).toEqual([]);
});

test('listeners hear at once after the commit', async () => {
  await record(LampSeen, 'on');
  expect(committed).toEqual(['on']);
});

test('a subscriber that fails is called again and does not hold back the others', async () => {
  await record(LampBroken, 'mended');
  await record(LampSwitched, 'meanwhile');
  await until(() => delivered.includes('meanwhile'));
  expect(delivered).not.toContain('mended');
  await until(() => delivered.includes('mended'), 15_000);
});
