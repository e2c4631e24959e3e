import { SaveGroup, SaveRule } from '../../src/distribution/index.js';
import { newId, systemActor } from '../../src/kernel/index.js';
import { AdminWorld, type Browser, type TestBrand, type TestMember } from './world.js';

let world: AdminWorld;
let ours: TestBrand;
let anna: Browser;
let lea: TestMember;
let ruleId: string;

beforeAll(async () => {
  world = await AdminWorld.start();
  ours = await world.brand('lamps', 'en');
  anna = await (await ours.member('Anna', 'admin')).browser('en');
  lea = await ours.member('Lea', 'agent');
  const system = systemActor(ours.id);
  const group = { name: 'Advice', active: true, memberIds: [lea.id] };
  const groupId = await world.running.app.get(SaveGroup).run(system, group);
  ruleId = await world.running.app.get(SaveRule).run(system, {
    ...{ name: 'Advice', enabled: true, sharing: 'cascade', lastResort: 'nothing' },
    queues: [{ groupId, threshold: 100, share: 0 }],
  });
  await world.database.query(`UPDATE members SET state = 'available', capacity = 1 WHERE id = $1`, [lea.id]);
});

afterAll(() => world.close());

async function free(): Promise<(string | undefined)[]> {
  const groups = (await anna.get(`${ours.admin}/groups`).expect(200)).text;
  const rule = (await anna.get(`${ours.admin}/rules/${ruleId}`).expect(200)).text;
  return [
    /Advice<\/a>[^]*?<td class="number">(\d+)</.exec(groups)?.[1],
    /1 member · (\d+) free/.exec(rule)?.[1],
  ];
}

it('counts as free who is available with a place that is neither taken nor reserved', async () => {
  expect(await free()).toEqual(['1', '1']);
  const [visitorId, conversationId] = [newId(), newId()];
  await world.database.query(
    `INSERT INTO visitors (brand_id, id, site_id, locale, created_at, last_seen_at) VALUES ($1, $2, $3, 'en', now(), now())`,
    [ours.id, visitorId, ours.siteId],
  );
  await world.database.query(
    `INSERT INTO conversations (brand_id, id, site_id, visitor_id, origin, asynchronous, locale, state, member_id, started_at)
     VALUES ($1, $2, $3, $4, 'direct', true, 'en', 'on_desk', $5, now())`,
    [ours.id, conversationId, ours.siteId, visitorId, lea.id],
  );
  expect(await free()).toEqual(['0', '0']);
  await world.database.query('UPDATE members SET capacity = 2 WHERE id = $1', [lea.id]);
  expect(await free()).toEqual(['1', '1']);
  await world.database.query(
    `INSERT INTO reserved_places (brand_id, id, member_id, starts_at, ends_at)
     VALUES ($1, $2, $3, now() - interval '2 hours', now() - interval '1 hour'), ($1, $4, $3, now() + interval '1 hour', now() + interval '2 hours')`,
    [ours.id, newId(), lea.id, newId()],
  );
  expect(await free()).toEqual(['1', '1']);
  await world.database.query(
    `INSERT INTO reserved_places (brand_id, id, member_id, starts_at, ends_at)
     VALUES ($1, $2, $3, now() - interval '1 hour', now() + interval '1 hour')`,
    [ours.id, newId(), lea.id],
  );
  expect(await free()).toEqual(['0', '0']);
  await world.database.query('UPDATE members SET capacity = 3 WHERE id = $1', [lea.id]);
  expect(await free()).toEqual(['1', '1']);
  await world.database.query(`UPDATE members SET state = 'away' WHERE id = $1`, [lea.id]);
  expect(await free()).toEqual(['0', '0']);
});
