import { CloseConversation, ReturnConversation, SnoozeConversation } from '../../src/conversations/index.js';
import {
  DistributionModule,
  Passes,
  ReleaseConversation,
  StartConversation,
  TransferConversation,
} from '../../src/distribution/index.js';
import { Refusal, type MemberActor } from '../../src/kernel/index.js';
import { randomUUID } from 'node:crypto';
import { startWorld } from '../conversations/world.js';
import { randomFrom } from './snapshots.js';
import { floorOf, type Floor } from './world.js';

const ROUNDS = 8;
const ACTS = 80;
const HANDS = 6;

let floor: Floor;
let nodes: Floor[];
let members: MemberActor[];
let manager: MemberActor;
let groups: string[];
let rules: string[];
let random: () => number;
let started = 0;
const done = { snoozed: 0, resumed: 0, transferred: 0, released: 0, expired: 0 };
const overfull: unknown[] = [];

beforeAll(async () => {
  const world = await startWorld({ DATABASE_POOL: '8' }, DistributionModule);
  const second = await startWorld(
    { DATABASE_POOL: '8', DATABASE_URL: world.database.appUrl },
    DistributionModule,
  );
  floor = floorOf(world);
  nodes = [floor, { ...floor, get: second.get, close: second.close }];
  random = randomFrom(20);
  members = await Promise.all(
    ['Ada', 'Bo', 'Cy', 'Di', 'Ed'].map((name, i) => floor.atDesk(name, 1 + (i % 3))),
  );
  manager = await floor.member('Maud', 'manager');
  const [a, b, c] = (groups = [
    await floor.group('a', members.slice(0, 3)),
    await floor.group('b', members.slice(2, 5)),
    await floor.group('c', [members[0], members[4]]),
  ]);
  rules = [
    await floor.rule([
      [a, 6],
      [b, 4],
    ]),
    await floor.rule([
      [c, 0],
      [a, 0],
    ]),
    await floor.rule(
      [
        [a, 5],
        [b, 5],
        [c, 5],
      ],
      { sharing: 'equal' },
    ),
    await floor.rule(
      [
        [b, 8, 70],
        [c, 8, 30],
      ],
      { sharing: 'weighted' },
    ),
    await floor.rule(
      [
        [a, 4],
        [c, 4],
      ],
      { sharing: 'least_loaded' },
    ),
  ];
}, 30_000);
afterAll(() => Promise.all(nodes.map((node) => node.close())));

const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)];
const one = (state: string) =>
  floor.database.query<{ id: string }>(
    `SELECT id FROM conversations WHERE brand_id = $1 AND state = $2 ORDER BY id OFFSET $3 LIMIT 1`,
    [floor.brandId, state, Math.floor(random() * 6)],
  );

async function arrive(node: Floor): Promise<void> {
  const visitor = await floor.visitor();
  const outcome = await node.get(StartConversation).run(visitor, {
    siteId: floor.siteId,
    ruleId: pick(rules),
    clientId: randomUUID(),
    body: 'Bonjour',
    locale: 'fr',
  });
  if (outcome.state === 'started') started += 1;
}

async function close(node: Floor): Promise<void> {
  const [found] = await one(random() < 0.8 ? 'on_desk' : 'waiting');
  if (!found) return;
  await unlessRefused(node.get(CloseConversation).run(floor.system, { conversationId: found.id }));
}

/** Two hands may act on the same one: the second is refused. */
async function unlessRefused(act: Promise<unknown>): Promise<boolean> {
  try {
    await act;
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

async function snooze(node: Floor): Promise<void> {
  const [found] = await one('on_desk');
  if (!found) return;
  const until = new Date(Date.now() + 3_600_000);
  const input = { conversationId: found.id, until, keep: random() < 0.5 };
  if (await unlessRefused(node.get(SnoozeConversation).run(manager, input))) done.snoozed += 1;
}

async function resume(node: Floor): Promise<void> {
  const [found] = await one('snoozed');
  if (!found) return;
  const input = { conversationId: found.id, how: pick(['resumed', 'reply'] as const) };
  const by = input.how === 'resumed' ? manager : floor.system;
  if (await unlessRefused(node.get(ReturnConversation).run(by, input))) done.resumed += 1;
}

async function transfer(node: Floor): Promise<void> {
  const [found] = await one(random() < 0.7 ? 'on_desk' : 'waiting');
  if (!found) return;
  const to = random() < 0.6 ? { memberId: pick(members).id } : { groupId: pick(groups) };
  const input = { conversationId: found.id, to };
  if (await unlessRefused(node.get(TransferConversation).run(manager, input))) done.transferred += 1;
}

async function release(node: Floor): Promise<void> {
  const [found] = await one(random() < 0.7 ? 'on_desk' : 'waiting');
  if (!found) return;
  if (await unlessRefused(node.get(ReleaseConversation).run(manager, { conversationId: found.id })))
    done.released += 1;
}

/** A day goes by for what waits for a member. */
async function expire(node: Floor): Promise<void> {
  await floor.database.query(
    `UPDATE conversations SET assigned_until = $2 WHERE brand_id = $1 AND state = 'waiting' AND assigned_until > $2`,
    [floor.brandId, new Date(Date.now() - 1000)],
  );
  node.get(Passes).soon(floor.brandId);
}

async function comeOrGo(node: Floor): Promise<void> {
  const state = pick(['available', 'available', 'away', 'offline']);
  await floor.database.query('UPDATE members SET state = $2 WHERE id = $1', [pick(members).id, state]);
  node.get(Passes).soon(floor.brandId);
}

async function act(): Promise<void> {
  const node = pick(nodes);
  const what = random();
  if (what < 0.42) await arrive(node);
  else if (what < 0.6) await close(node);
  else if (what < 0.7) await comeOrGo(node);
  else if (what < 0.79) await snooze(node);
  else if (what < 0.87) await resume(node);
  else if (what < 0.94) await transfer(node);
  else if (what < 0.97) await release(node);
  else await expire(node);
}

/** A verb that nobody has come to yet; what expires is counted at the end. */
const isMissing = () => Object.entries(done).some(([verb, times]) => times === 0 && verb !== 'expired');

async function settled(): Promise<void> {
  for (const node of nodes) {
    node.get(Passes).soon(floor.brandId);
    await node.get(Passes).idle();
  }
}

const wrong = (sql: string) => floor.database.query(sql, [floor.brandId]);

async function watchCapacities(isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    overfull.push(
      ...(await wrong(`SELECT m.name, m.capacity, count(*) FROM conversations c JOIN members m ON m.id = c.member_id
        WHERE c.brand_id = $1 AND c.state = 'on_desk' GROUP BY m.id, m.name, m.capacity HAVING count(*) > m.capacity`)),
    );
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

test('whatever happens at once on two nodes, no promise of distribution is broken', async () => {
  let isOver = false;
  const watching = watchCapacities(() => isOver);
  for (let round = 0; round < ROUNDS; round += 1) {
    await Promise.all(
      Array.from({ length: HANDS }, async () => {
        for (let n = 0; n < ACTS / HANDS; n += 1) await act();
      }),
    );
    await settled();
    await expectPromises();
  }
  // What is rare has its turn, however the dice fell.
  for (let n = 0; n < 2000 && isMissing(); n += 1) await act();
  await settled();
  await expectPromises();
  isOver = true;
  await watching;
  expect(overfull).toEqual([]);
  expect(started).toBeGreaterThan(100);
  const [{ expired }] = await wrong(
    `SELECT count(*)::integer AS expired FROM events WHERE brand_id = $1 AND name = 'conversation.assignment_expired'`,
  );
  done.expired = Number(expired);
  expect(Object.entries(done).filter(([, times]) => times === 0)).toEqual([]);
  await expectOrderOfArrival();
}, 60_000);

async function expectPromises(): Promise<void> {
  expect({
    lost: await wrong(`SELECT id FROM conversations WHERE brand_id = $1 AND state = 'waiting'
      AND (queue_no IS NULL OR (queue_id IS NULL AND assigned_to IS NULL))`),
    onTwoDesksOrNone: await wrong(`SELECT c.id FROM conversations c
      LEFT JOIN contacts o ON o.brand_id = c.brand_id AND o.conversation_id = c.id AND o.ended_at IS NULL
      WHERE c.brand_id = $1 GROUP BY c.brand_id, c.id
      HAVING count(o.id) <> CASE c.state WHEN 'on_desk' THEN 1 ELSE 0 END OR max(o.member_id::text) <> c.member_id::text`),
    miscounted: await wrong(`SELECT q.id FROM queues q WHERE q.brand_id = $1 AND q.waiting <> (
      SELECT count(*) FROM conversations c WHERE c.queue_id = q.id AND c.state = 'waiting' AND c.assigned_to IS NULL)`),
    leftWaiting: await wrong(`SELECT m.name FROM members m WHERE m.brand_id = $1 AND m.state = 'available'
      AND m.capacity > (SELECT count(*) FROM conversations c WHERE c.member_id = m.id AND c.state = 'on_desk')
      AND EXISTS (SELECT FROM conversations c WHERE c.brand_id = m.brand_id AND c.state = 'waiting' AND (
        c.assigned_to = m.id OR (c.assigned_to IS NULL AND c.group_id IN (
          SELECT g.group_id FROM group_members g WHERE g.member_id = m.id))))`),
    doubled: await wrong(`SELECT queue_no FROM conversations WHERE brand_id = $1 AND queue_no IS NOT NULL
      GROUP BY queue_no HAVING count(*) > 1`),
    counted: (await wrong('SELECT count(*)::integer AS count FROM conversations WHERE brand_id = $1'))[0]
      .count,
  }).toEqual({
    lost: [],
    onTwoDesksOrNone: [],
    miscounted: [],
    leftWaiting: [],
    doubled: [],
    counted: started,
  });
}

/** Of those that never came back: who entered a queue earlier landed earlier. */
async function expectOrderOfArrival(): Promise<void> {
  const rows = await floor.database.query<{ queue: string; landed: string }>(
    `SELECT c.queue_id AS queue, min(d.no) AS landed FROM conversations c
     JOIN LATERAL (
       SELECT (d->>'no')::bigint AS no FROM routing_records r, jsonb_array_elements(r.record->'pass'->'decisions') d
       WHERE r.brand_id = $1 AND d->>'conversationId' = c.id::text AND d->>'kind' = 'land') d ON true
     WHERE c.brand_id = $1
       AND NOT EXISTS (SELECT FROM contacts o WHERE o.conversation_id = c.id AND o.ended_how IN ('snoozed', 'transferred', 'released'))
       AND NOT EXISTS (SELECT FROM events e WHERE e.conversation_id = c.id AND e.name IN ('conversation.transferred', 'conversation.released'))
     GROUP BY c.queue_id, c.id, c.queue_no ORDER BY c.queue_id, c.queue_no`,
    [floor.brandId],
  );
  expect(rows.length).toBeGreaterThan(30);
  const overtaken = rows.filter(
    ({ queue, landed }, at) => rows[at + 1]?.queue === queue && Number(rows[at + 1].landed) < Number(landed),
  );
  expect(overtaken).toEqual([]);
}
