import { randomUUID } from 'node:crypto';
import { StartConversation, type StartedConversation } from '../../src/distribution/index.js';
import { floorOf, idOf, refusalOf, startFloor, type Floor } from './world.js';

let first: Floor;
let floor: Floor;

beforeAll(async () => {
  first = await startFloor();
});
afterAll(() => first.close());
beforeEach(async () => {
  floor = floorOf(await first.neighbour());
});

const FLOOD = '198.51.100.7';
const start = async (ruleId: string, network: string | null): Promise<StartedConversation> => {
  const { siteId } = floor;
  const input = { siteId, ruleId, clientId: randomUUID(), body: 'Bonjour', locale: 'fr', network };
  return floor.get(StartConversation).run(await floor.visitor(), input);
};
/** What comes of so many fresh visitors of this network: a state, or a refusal's code. */
const outcomes = async (ruleId: string, network: string | null, count: number) => {
  const found: unknown[] = [];
  for (let n = 0; n < count; n += 1)
    found.push(await refusalOf(start(ruleId, network).then(({ state }) => state)));
  return found;
};
const times = (count: number, outcome: string) => Array.from({ length: count }, () => outcome);
const marks = () =>
  floor.database.query<{ startedFrom: string | null }>(
    'SELECT started_from AS "startedFrom" FROM conversations WHERE brand_id = $1 ORDER BY id',
    [floor.brandId],
  );

test('a queue of ten that one network floods keeps half of its places for the others', async () => {
  const rule = await floor.rule([[await floor.group('advice'), 10]]);
  expect(await outcomes(rule, FLOOD, 12)).toEqual([...times(5, 'started'), ...times(7, 'network_waits')]);
  expect(await outcomes(rule, '203.0.113.9', 1)).toEqual(['started']);
});

test('all at once take no more than one after the other', async () => {
  const rule = await floor.rule([[await floor.group('advice'), 20]]);
  const found = await Promise.all(
    times(30, FLOOD).map((network) => refusalOf(start(rule, network).then(({ state }) => state))),
  );
  expect(found.filter((each) => each === 'started')).toHaveLength(10);
  expect(found.filter((each) => each === 'network_waits')).toHaveLength(20);
});

test('five of one office wait in a queue however short it is', async () => {
  const rule = await floor.rule([[await floor.group('advice'), 6]]);
  expect(await outcomes(rule, FLOOD, 6)).toEqual([...times(5, 'started'), 'network_waits']);
});

test('only what waits counts: who is served makes room for the next of the network', async () => {
  const lea = await floor.atDesk('Léa', 1);
  const rule = await floor.rule([[await floor.group('advice', [lea]), 10]]);
  await floor.settled();
  expect(await outcomes(rule, FLOOD, 7)).toEqual([...times(6, 'started'), 'network_waits']);
  const [onDesk] = await floor.desk(lea);
  await floor.end(onDesk);
  expect(await outcomes(rule, FLOOD, 2)).toEqual(['started', 'network_waits']);
});

test('nothing is counted where limits by address do not hold', async () => {
  const rule = await floor.rule([[await floor.group('advice'), 10]]);
  expect(await outcomes(rule, null, 11)).toEqual([...times(10, 'started'), 'no_room']);
  expect((await marks()).every(({ startedFrom }) => startedFrom === null)).toBe(true);
});

test('a refusal says when to come again, and the message that is sent again then starts', async () => {
  const rule = await floor.rule([[await floor.group('advice'), 10]]);
  const started = idOf(await start(rule, FLOOD));
  await outcomes(rule, FLOOD, 4);
  const visitor = await floor.visitor();
  const input = { siteId: floor.siteId, ruleId: rule, clientId: randomUUID(), body: 'Bonjour', locale: 'fr' };
  const run = () => floor.get(StartConversation).run(visitor, { ...input, network: FLOOD });
  await expect(run()).rejects.toMatchObject({
    kind: 'too_many',
    code: 'network_waits',
    details: { retryAfter: 60, params: { seconds: 60 } },
  });
  await floor.end(started);
  expect(await run()).toMatchObject({ state: 'started' });
});

test('the network is kept as a mark that names no address, differs by brand and goes with the end', async () => {
  const rule = await floor.rule([[await floor.group('advice'), 10]]);
  const ids = [idOf(await start(rule, FLOOD)), idOf(await start(rule, FLOOD))];
  const [one, two] = await marks();
  expect(one.startedFrom).toMatch(/^[\w-]{43}$/);
  expect(two).toEqual(one);
  await floor.end(ids[0]);
  expect((await marks()).map(({ startedFrom }) => startedFrom)).toEqual([null, one.startedFrom]);

  const before = floor;
  floor = floorOf(await first.neighbour());
  await start(await floor.rule([[await floor.group('advice'), 10]]), FLOOD);
  expect((await marks())[0].startedFrom).not.toBe(one.startedFrom);
  floor = before;
});
