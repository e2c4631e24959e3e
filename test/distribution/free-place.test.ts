import { CloseConversation } from '../../src/conversations/index.js';
import { ConversationLanded, DistributionWatch, Passes } from '../../src/distribution/index.js';
import { Clock, type MemberActor } from '../../src/kernel/index.js';
import { Events, UnitOfWork } from '../../src/platform/index.js';
import { connected } from '../support/servers/postgres.js';
import { idOf, startFloor, type Floor } from './world.js';

const WAITING = 10_000;

let floor: Floor;
let lea: MemberActor;
let rule: string;

beforeAll(async () => {
  floor = await startFloor();
  lea = await floor.atDesk('Léa', 3);
  rule = await floor.rule([[await floor.group('advice', [lea]), WAITING]]);
  await floor.write(rule);
  await fillTheLine();
});
afterAll(() => floor.close());

/** Ten thousand more conversations like the first one, which wait. */
async function fillTheLine(): Promise<void> {
  await floor.become(lea, 'offline');
  await floor.database.query(
    `INSERT INTO conversations (brand_id, id, site_id, visitor_id, origin, state, asynchronous, locale, rule_id, group_id,
       queue_id, queue_no, queued_at, started_at)
     SELECT brand_id, gen_random_uuid(), site_id, visitor_id, origin, 'waiting', true, locale, rule_id, group_id,
       queue_id, 100 + n, queued_at, started_at
     FROM conversations, generate_series(1, $2::integer) n WHERE brand_id = $1`,
    [floor.brandId, WAITING],
  );
  await floor.database.query('UPDATE routing SET last_no = $2 WHERE brand_id = $1', [
    floor.brandId,
    100 + WAITING,
  ]);
  await floor.database.query('ANALYZE');
  await floor.become(lea, 'available');
}

test('a free place is filled within 200 ms with ten thousand waiting, always with the next one', async () => {
  const times: number[] = [];
  let landed: (conversationId: string | null) => void = () => undefined;
  floor.get(Events).onCommitted(ConversationLanded, ({ conversationId }) => landed(conversationId));
  for (let n = 0; n < 100; n += 1) {
    const [{ next }] = await floor.database.query<{ next: string }>(
      `SELECT id AS next FROM conversations WHERE brand_id = $1 AND state = 'waiting' ORDER BY queue_no LIMIT 1`,
      [floor.brandId],
    );
    const arrival = new Promise<string | null>((resolve) => (landed = resolve));
    const [conversationId] = await floor.desk(lea);
    await floor.get(CloseConversation).run(floor.system, { conversationId });
    const freed = performance.now();
    expect(await arrival).toBe(next);
    times.push(performance.now() - freed);
  }
  times.sort((a, b) => a - b);
  expect(times[98]).toBeLessThan(200);
}, 60_000);

test('finding the next ones reads the head of the line by its index, under row security', async () => {
  const unitOfWork = floor.get(UnitOfWork);
  const plan = await unitOfWork.run(floor.brandId, async () => {
    const [{ id }] = await unitOfWork.query<{ id: string }>('SELECT id FROM queues WHERE waiting > 0');
    return unitOfWork.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT id FROM conversations
       WHERE brand_id = $1 AND queue_id = $2 AND state = 'waiting' AND assigned_to IS NULL AND queue_no IS NOT NULL
       ORDER BY queue_no LIMIT 3`,
      [floor.brandId, id],
    );
  });
  expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('conversations_queue_idx');
});

test('what nobody asked a pass for is found by the watch, and what stays due for five seconds raises an alert', async () => {
  const watch = floor.get(DistributionWatch);
  const clock = floor.get(Clock);
  const stalled = () =>
    floor.database.query(`SELECT data FROM events WHERE brand_id = $1 AND name = 'distribution.stalled'`, [
      floor.brandId,
    ]);
  await floor.database.query('UPDATE members SET capacity = 5 WHERE id = $1', [lea.id]);
  await watch.look();
  await floor.settled();
  expect(await floor.desk(lea)).toHaveLength(5);
  expect(await stalled()).toEqual([]);

  // Somebody holds the routing for too long, and every pass waits behind them.
  await connected(floor.database.superuserUrl, async (client) => {
    await client.query('BEGIN');
    await client.query('SELECT FROM routing WHERE brand_id = $1 FOR UPDATE', [floor.brandId]);
    await floor.database.query('UPDATE members SET capacity = 6 WHERE id = $1', [lea.id]);
    await watch.look();
    clock.shift(6000);
    await watch.look();
    await watch.look();
    await client.query('COMMIT');
  });
  clock.release();
  expect(await stalled()).toHaveLength(1);
  await floor.settled();
  expect(await floor.desk(lea)).toHaveLength(6);
});

test('what comes back waits at the end of its line, and an assignment that is over is anybody’s', async () => {
  const tom = await floor.atDesk('Tom', 1);
  const group = await floor.group('orders', [tom]);
  const orders = await floor.rule([[group, 10]]);
  const other = await floor.group('other');
  await floor.rule([[other, 10]]);
  const [first, second, third] = [
    await floor.write(orders),
    await floor.write(orders),
    await floor.write(orders),
  ].map(idOf);
  const sendBack = (id: string, change: string, ...values: unknown[]) =>
    floor.database.query(
      `WITH ended AS (UPDATE contacts SET ended_at = started_at, ended_how = 'transferred' WHERE conversation_id = $1 AND ended_at IS NULL)
       UPDATE conversations SET state = 'waiting', member_id = NULL, queue_no = NULL, queue_id = NULL, ${change} WHERE id = $1`,
      [id, ...values],
    );
  await sendBack(first, 'queued_at = started_at');
  floor.get(Passes).soon(floor.brandId);
  await floor.settled();
  expect(await floor.desk(tom)).toEqual([second]);

  // To a group that the rule does not list: the return queue of that group.
  await sendBack(second, 'group_id = $2', other);
  floor.get(Passes).soon(floor.brandId);
  await floor.settled();
  expect(await floor.desk(tom)).toEqual([third]);
  const [{ rule_id: ruleOfQueue }] = await floor.database.query(
    'SELECT q.rule_id FROM conversations c JOIN queues q ON q.id = c.queue_id WHERE c.id = $1',
    [second],
  );
  expect(ruleOfQueue).toBeNull();

  // Kept for somebody who never comes.
  const nina = await floor.member('Nina');
  await sendBack(third, 'assigned_to = $2, assigned_until = $3', nina.id, floor.get(Clock).now());
  floor.get(Passes).soon(floor.brandId);
  await floor.settled();
  expect(await floor.desk(tom)).toEqual([first]);
  expect(await floor.waiting(orders, group)).toBe(1);
  await floor.end(first);
  expect(await floor.desk(tom)).toEqual([third]);
});
