import { Routing } from '../../src/distribution/routing.js';
import { whyNotFree } from '../../src/distribution/domain/member-choice.js';
import { Clock, newId, type MemberActor } from '../../src/kernel/index.js';
import { UnitOfWork } from '../../src/platform/index.js';
import { noon, randomFrom } from './snapshots.js';
import { startFloor, type Floor } from './world.js';

const WORLDS = 8;
const MEMBERS = 24;
const MINUTE = 60_000;

let floor: Floor;
let members: MemberActor[];

beforeAll(async () => {
  floor = await startFloor();
  members = [];
  for (let at = 0; at < MEMBERS; at += 1) members.push(await floor.member(`Member ${at}`));
});
afterAll(() => floor.close());

/** Any state, capacity and load; reservations that are over, under way, and still to come, also to the very moment. */
async function anyWorld(random: () => number): Promise<void> {
  const pick = <T>(...list: T[]): T => list[Math.floor(random() * list.length)];
  const at = (minutes: number) => new Date(noon.getTime() + minutes * MINUTE);
  const visitor = await floor.visitor();
  await floor.database.query('DELETE FROM reserved_places');
  await floor.database.query('DELETE FROM conversations');
  for (const { id, brandId } of members) {
    const capacity = pick(1, 2, 3, 5);
    await floor.database.query('UPDATE members SET state = $2, capacity = $3, status = $4 WHERE id = $1', [
      id,
      pick('available', 'available', 'available', 'away', 'offline'),
      capacity,
      pick('active', 'active', 'active', 'suspended'),
    ]);
    await floor.database.query(
      `INSERT INTO conversations (brand_id, id, site_id, visitor_id, origin, state, asynchronous, locale, member_id, started_at)
       SELECT $1, gen_random_uuid(), $2, $3, 'targeted', 'on_desk', true, 'fr', $4, $5 FROM generate_series(1, $6::integer)`,
      [brandId, floor.siteId, visitor.id, id, noon, pick(0, 1, capacity - 1, capacity, capacity + 1)],
    );
    const spans = [
      [-60, -1],
      [-60, 0],
      [-60, 1],
      [0, 30],
      [1, 30],
    ].filter(() => random() < 0.2);
    for (const [from, to] of spans)
      await floor.database.query(
        `INSERT INTO reserved_places (brand_id, id, member_id, starts_at, ends_at) VALUES ($1, $2, $3, $4, $5)`,
        [brandId, newId(), id, at(from), at(to)],
      );
  }
}

test.each(Array.from({ length: WORLDS }, (_, seed) => seed))(
  'the application and the database agree on who is free: world %i',
  async (seed) => {
    floor.get(Clock).freeze(noon);
    await anyWorld(randomFrom(seed));
    const unitOfWork = floor.get(UnitOfWork);
    const [byDatabase, snapshot] = await unitOfWork.run(floor.brandId, async () => [
      await unitOfWork.query<{ id: string; load: number; isFree: boolean }>(
        `SELECT member_id AS id, (taken + reserved)::integer AS load, is_free AS "isFree" FROM member_loads($1)`,
        [noon],
      ),
      await floor.get(Routing).look(),
    ]);
    const byApplication = snapshot.members.map((member) => ({
      id: member.id,
      load: member.taken + member.reserved,
      isFree: whyNotFree(member) === null,
    }));
    const inOrder = (all: typeof byApplication) => all.toSorted((a, b) => a.id.localeCompare(b.id));
    expect(inOrder(byApplication)).toEqual(inOrder(byDatabase));
    expect(new Set(byApplication.map(({ isFree }) => isFree)).size).toBe(2);
  },
);
