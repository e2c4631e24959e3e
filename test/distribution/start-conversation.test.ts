import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { DryRun, RoutingTraces, SaveGroup, SaveRule, WaitingReasons } from '../../src/distribution/index.js';
import type { MemberActor } from '../../src/kernel/index.js';
import { floorOf, idOf, startFloor, type Floor } from './world.js';

let first: Floor;
let floor: Floor;
let manager: MemberActor;

beforeAll(async () => {
  first = await startFloor();
});
afterAll(() => first.close());
beforeEach(async () => {
  floor = floorOf(await first.neighbour());
  manager = await floor.member('Nora', 'manager');
  await floor.member('Alix', 'admin');
});

const states = async (ruleId: string, count: number) => {
  const outcomes: string[] = [];
  for (let n = 0; n < count; n += 1) outcomes.push((await floor.write(ruleId)).state);
  return outcomes;
};
const roomTold = () =>
  floor.database.query(
    `SELECT data->>'ruleId' AS rule, data->>'hasCapacity' AS has FROM events WHERE brand_id = $1 AND name = 'queue.capacity_changed' ORDER BY no`,
    [floor.brandId],
  );

test('a cascade of 100 and 40 places fills the first queue, then the second, and then engages nobody', async () => {
  const [one, two] = [await floor.group('one'), await floor.group('two')];
  const rule = await floor.rule([
    [one, 100],
    [two, 40],
  ]);
  await states(rule, 100);
  expect([await floor.waiting(rule, one), await floor.waiting(rule, two)]).toEqual([100, 0]);
  await states(rule, 40);
  expect([await floor.waiting(rule, one), await floor.waiting(rule, two)]).toEqual([100, 40]);
  expect(await states(rule, 1)).toEqual(['no_room']);
  await floor.settled();
  expect(await roomTold()).toEqual([
    { rule, has: 'true' },
    { rule, has: 'false' },
  ]);
});

test('without places a conversation goes on a desk at once or does not start', async () => {
  const lea = await floor.atDesk('Léa', 1);
  const rule = await floor.rule([[await floor.group('advice', [lea]), 0]]);
  await floor.settled();
  const started = idOf(await floor.write(rule));
  expect(await floor.desk(lea)).toEqual([started]);
  expect((await floor.write(rule)).state).toBe('no_room');

  await floor.end(started);
  expect((await floor.write(rule)).state).toBe('started');
  expect((await roomTold()).map(({ has }) => has)).toEqual(['true', 'false', 'true', 'false']);
});

test('a free place is filled at once, in the order of arrival, when somebody closes, comes or may hold more', async () => {
  const lea = await floor.atDesk('Léa', 1);
  const rule = await floor.rule([[await floor.group('advice', [lea]), 100]]);
  const ids: string[] = [];
  for (let n = 0; n < 6; n += 1) ids.push(idOf(await floor.write(rule)));
  expect(await floor.desk(lea)).toEqual(ids.slice(0, 1));

  await floor.end(ids[0]);
  expect(await floor.desk(lea)).toEqual([ids[1]]);
  await floor.setCapacity(lea, 3);
  expect(await floor.desk(lea)).toEqual(ids.slice(1, 4));

  await floor.become(lea, 'away');
  await floor.end(ids[1]);
  expect(await floor.desk(lea)).toEqual(ids.slice(2, 4));
  await floor.become(lea, 'available');
  expect(await floor.desk(lea)).toEqual(ids.slice(2, 5));
});

test('an equal split gives each group the same, a weighted one each its share', async () => {
  const groups = [await floor.group('a'), await floor.group('b'), await floor.group('c')];
  const equal = await floor.rule(
    groups.map((group) => [group, 1000]),
    { sharing: 'equal' },
  );
  const weighted = await floor.rule(
    [
      [groups[0], 1000, 60],
      [groups[1], 1000, 30],
      [groups[2], 1000, 10],
    ],
    { sharing: 'weighted' },
  );
  await states(equal, 20);
  await states(weighted, 20);
  const counts = (rule: string) => Promise.all(groups.map((group) => floor.waiting(rule, group)));
  expect(Math.max(...(await counts(equal))) - Math.min(...(await counts(equal)))).toBeLessThanOrEqual(1);
  expect(await counts(weighted)).toEqual([12, 6, 2]);
});

test('a rule by load gives to the group whose available members have least to do, its waiting ones counted', async () => {
  const [ada, ben, cleo] = [
    await floor.atDesk('Ada', 4),
    await floor.atDesk('Ben', 2),
    await floor.atDesk('Cleo', 9),
  ];
  await floor.become(cleo, 'away');
  const groups = [
    await floor.group('x', [ada]),
    await floor.group('y', [ben]),
    await floor.group('z', [cleo]),
  ];
  const rule = await floor.rule(
    groups.map((group) => [group, 1000]),
    { sharing: 'least_loaded' },
  );
  const received: number[] = [];
  for (let count = 0; count < 9; count += 1) {
    const { groupId } = await floor.facts(idOf(await floor.write(rule)));
    received.push(groups.indexOf(groupId as string));
  }
  // 0/4 and 0/2: the first; 1/4, 0/2: y; 1/4, 1/2: x; 2/4, 1/2: y, longer without; and so on beyond the places.
  expect(received).toEqual([0, 1, 0, 1, 0, 0, 1, 0, 0]);
});

test('a visitor’s first message, sent again or sent twice at once, starts one conversation', async () => {
  const rule = await floor.rule([[await floor.group('advice'), 100]]);
  const visitor = await floor.visitor();
  const clientId = randomUUID();
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => floor.write(rule, visitor, clientId)));
  expect(outcomes.map(({ state }) => state).sort()).toEqual([
    'repeated',
    'repeated',
    'repeated',
    'repeated',
    'started',
  ]);
  expect(new Set(outcomes.map(idOf)).size).toBe(1);

  const next = await floor.write(rule, visitor);
  expect(next).toMatchObject({ state: 'posted', conversationId: idOf(outcomes[0]) });
});

test('a rush on one brand leaves another its turn', async () => {
  const rule = await floor.rule([[await floor.group('advice'), 1000]]);
  const other = floorOf(await first.neighbour());
  const quiet = await other.rule([[await other.group('advice'), 1000]]);
  const visitors = await Promise.all(Array.from({ length: 60 }, () => floor.visitor()));
  let arrived = 0;
  const rush = Promise.all(
    visitors.map(async (visitor) => {
      await floor.write(rule, visitor);
      arrived += 1;
    }),
  );
  expect((await other.write(quiet)).state).toBe('started');
  expect(arrived).toBeLessThan(60);
  await rush;
  const [{ numbers }] = await floor.database.query<{ numbers: string }>(
    'SELECT count(DISTINCT queue_no) AS numbers FROM conversations WHERE brand_id = $1',
    [floor.brandId],
  );
  expect(numbers).toBe('60');
});

test('who waits in a queue gets the brand’s answer at once', async () => {
  const rule = await floor.rule([[await floor.group('advice'), 100]]);
  const id = idOf(await floor.write(rule));
  const entries = await floor.database.query(
    'SELECT side FROM entries WHERE conversation_id = $1 ORDER BY seq',
    [id],
  );
  expect(entries.map(({ side }) => side)).toEqual(['visitor', 'bot']);
  const [last] = await floor.database.query(
    'SELECT last_message_seq, last_message_side FROM conversations WHERE id = $1',
    [id],
  );
  expect(last).toEqual({ last_message_seq: 1, last_message_side: 'visitor' });
});

test('a threshold that changes holds from the next conversation on and loses none', async () => {
  const group = await floor.group('advice');
  const rule = await floor.rule([[group, 5]]);
  await states(rule, 5);
  const set = (threshold: number) =>
    floor.get(SaveRule).run(floor.system, {
      ruleId: rule,
      name: 'Advice',
      enabled: true,
      sharing: 'cascade',
      lastResort: 'nothing',
      queues: [{ groupId: group, threshold, share: 0 }],
    });
  await set(2);
  expect(await states(rule, 1)).toEqual(['no_room']);
  expect(await floor.waiting(rule, group)).toBe(5);
  await set(6);
  expect(await states(rule, 2)).toEqual(['started', 'no_room']);
  const changes = await floor.database.query(
    `SELECT data FROM events WHERE brand_id = $1 AND name = 'settings.rule_saved' ORDER BY no`,
    [floor.brandId],
  );
  expect(changes[1].data).toMatchObject({
    before: { queues: [{ groupId: group, threshold: 5 }] },
    after: { queues: [{ groupId: group, threshold: 2 }] },
  });
});

test('a name stands for one rule, and for one group, whoever saves it', async () => {
  const save = (name: string) =>
    floor.get(SaveGroup).run(floor.system, { name, active: true, memberIds: [] });
  const group = await save('Orders');
  const taken = { kind: 'invalid', details: { fields: { name: 'name_taken' } } };
  await expect(save('ORDERS')).rejects.toMatchObject(taken);
  await floor.rule([[group, 5]], { name: 'Returns' });
  await expect(floor.rule([[group, 5]], { name: ' returns' })).rejects.toMatchObject(taken);
  for (const table of ['rules', 'groups'])
    await expect(
      floor.database.query(
        `INSERT INTO ${table} SELECT (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid()))).*
         FROM ${table} t WHERE brand_id = $1`,
        [floor.brandId],
      ),
    ).rejects.toThrow(`${table}_name_key`);
});

test('an upgrade gives a number to all but the oldest of those that had one name', async () => {
  const names = ['Advice', 'advice', 'Advice (2)', 'ADVICE'];
  await floor.database.query('DROP INDEX groups_name_key; DROP INDEX rules_name_key');
  for (const [at, name] of names.entries())
    await floor.database.query(
      'INSERT INTO groups (brand_id, id, name, created_at) VALUES ($1, gen_random_uuid(), $2, $3)',
      [floor.brandId, name, new Date(2026, 1, 1 + at)],
    );
  await floor.database.query(await readFile('migrations/20261130204500-unique-names.sql', 'utf8'));
  const groups = await floor.database.query<{ name: string }>(
    `SELECT name FROM groups WHERE brand_id = $1 AND name ILIKE 'advice%' ORDER BY created_at`,
    [floor.brandId],
  );
  expect(groups.map(({ name }) => name)).toEqual(['Advice', 'advice (3)', 'Advice (2)', 'ADVICE (4)']);
});

test('a group that is taken off a rule receives nothing more, and what waits for it is served', async () => {
  const [kept, dropped] = [await floor.group('kept'), await floor.group('dropped')];
  const rule = await floor.rule([
    [dropped, 10],
    [kept, 10],
  ]);
  const id = idOf(await floor.write(rule));
  await floor.get(SaveRule).run(floor.system, {
    ruleId: rule,
    name: 'Advice',
    enabled: true,
    sharing: 'cascade',
    lastResort: 'nothing',
    queues: [{ groupId: kept, threshold: 10, share: 0 }],
  });
  await floor.write(rule);
  expect([await floor.waiting(rule, dropped), await floor.waiting(rule, kept)]).toEqual([1, 1]);

  const tom = await floor.atDesk('Tom');
  await floor.database.query('INSERT INTO group_members VALUES ($1, $2, $3)', [
    floor.brandId,
    dropped,
    tom.id,
  ]);
  await floor.become(tom, 'available');
  expect(await floor.desk(tom)).toEqual([id]);
});

test('the trial says where the next one would go, and the trace afterwards says the same', async () => {
  const [lea, tom] = [await floor.atDesk('Léa', 1), await floor.atDesk('Tom', 2)];
  await floor.become(tom, 'away');
  const rule = await floor.rule([[await floor.group('advice', [lea, tom]), 10]]);
  const trial = await floor.get(DryRun).run(manager, { ruleId: rule });
  const landed = idOf(await floor.write(rule));
  const waits = idOf(await floor.write(rule));
  const traces = floor.get(RoutingTraces);
  const [arrival] = await traces.of(manager, landed);
  expect(arrival.trace).toEqual(trial.trace);
  expect(arrival.trace.groups[0].members.map(({ verdict }) => verdict).sort()).toEqual(['away', 'chosen']);

  await floor.become(tom, 'available');
  const story = await traces.of(manager, waits);
  expect(story.map(({ trace }) => [trace.outcome, trace.memberId])).toEqual([
    ['wait', null],
    ['desk', tom.id],
  ]);
  expect(story[1].trace.groups[0].members).toEqual(
    expect.arrayContaining([{ memberId: lea.id, verdict: 'full', load: 1, capacity: 1 }]),
  );
});

test('a manager reads why a conversation waits', async () => {
  const lea = await floor.atDesk('Léa', 1);
  const rule = await floor.rule([[await floor.group('advice', [lea]), 10]]);
  await states(rule, 2);
  const reasons = async () =>
    (await floor.get(WaitingReasons).page(manager)).map(({ reason }) => reason.code);
  expect(await reasons()).toEqual(['all_full']);
  await floor.become(lea, 'away');
  expect(await reasons()).toEqual(['all_away']);
  await floor.become(lea, 'offline');
  expect(await reasons()).toEqual(['none_connected']);
});
