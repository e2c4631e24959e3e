import { BlockVisitor, UnblockVisitor } from '../../src/conversations/index.js';
import { newId, systemActor, type MemberActor } from '../../src/kernel/index.js';
import { SaveMember } from '../../src/members/index.js';
import { AdminWorld, type Browser, type TestBrand, type TestMember } from './world.js';

let world: AdminWorld;
let ours: TestBrand;
let annaMember: TestMember;
let lea: TestMember;
let anna: Browser;
let bea: Browser;

beforeAll(async () => {
  world = await AdminWorld.start();
  ours = await world.brand('lamps', 'fr');
  annaMember = await ours.member('Anna', 'admin');
  anna = await annaMember.browser('en');
  bea = await (await ours.member('Bea', 'admin')).browser('fr');
  lea = await ours.member('Lea', 'agent');
});
afterAll(() => world.close());

const page = (query = '') => `${ours.admin}/audit${query}`;
const shown = async (browser: Browser, query = '') =>
  (await browser.get(page(query)).expect(200)).text.replace(/<!--[^]*?-->/g, '');
const lines = (text: string) =>
  [...text.matchAll(/<span><b>([^]*?)<\/span><\/p>/g)].map(([, line]) => bare(line));
const bare = (markup: string) => markup.replace(/<[^>]+>/g, '').trim();

async function conversationOf(name: string | null): Promise<{ visitorId: string; conversationId: string }> {
  const [visitorId, conversationId] = [newId(), newId()];
  await world.database.query(
    `INSERT INTO visitors (brand_id, id, site_id, name, locale, created_at, last_seen_at)
     VALUES ($1, $2, $3, $4, 'fr', now(), now())`,
    [ours.id, visitorId, ours.siteId, name],
  );
  await world.database.query(
    `INSERT INTO conversations (brand_id, id, site_id, visitor_id, origin, asynchronous, locale, state, member_id, started_at)
     VALUES ($1, $2, $3, $4, 'direct', true, 'fr', 'on_desk', $5, now())`,
    [ours.id, conversationId, ours.siteId, visitorId, lea.id],
  );
  return { visitorId, conversationId };
}

it('tells who blocked and unblocked whom, with the conversation and the visitor’s name of now', async () => {
  const { visitorId, conversationId } = await conversationOf('Ada');
  const actor: MemberActor = {
    kind: 'member',
    brandId: ours.id,
    id: annaMember.id,
    accountId: '',
    role: 'admin',
    locale: 'en',
  };
  const get = world.running.app.get.bind(world.running.app);
  await get(BlockVisitor).run(actor, { conversationId, close: false });
  await get(UnblockVisitor).run(actor, { visitorId });
  await world.database.query(`UPDATE visitors SET name = 'Ada King' WHERE id = $1`, [visitorId]);
  const text = await shown(anna, '?kind=block');
  expect(lines(text)).toEqual(['Anna unblocked the visitor Ada King', 'Anna blocked the visitor Ada King']);
  expect(text).toContain(`href="/b/lamps/desk/conversations/${conversationId}"`);
  await world.database.query('UPDATE visitors SET name = NULL WHERE id = $1', [visitorId]);
  expect(lines(await shown(bea, '?kind=block'))[0]).toBe('Anna a débloqué le visiteur Visiteur');
});

it('tells of every release, with who had the conversation', async () => {
  const { conversationId } = await conversationOf('Grace');
  await world.database.query(
    `INSERT INTO events (brand_id, id, name, actor_kind, actor_id, subject_id, conversation_id, data, pending, at)
     VALUES ($1, $2, 'conversation.released', 'member', $3, $4, $4, $5, false, now())`,
    [ours.id, newId(), annaMember.id, conversationId, JSON.stringify({ memberId: lea.id })],
  );
  const text = await shown(anna, '?kind=release');
  expect(lines(text)).toEqual(['Anna released the conversation of Grace']);
  expect(text).toMatch(/Assigned to<\/dt><dd><del>Lea<\/del>/);
});

it('tells of roles and of suspensions, before and after', async () => {
  await world.running.app.get(SaveMember).run(systemActor(ours.id), {
    memberId: lea.id,
    role: 'manager',
    kind: 'staff',
    capacity: 3,
    status: 'suspended',
  });
  const text = await shown(anna, '?kind=member');
  expect(lines(text)[0]).toBe('Causerie saved the member Lea');
  expect(lines(await shown(bea, '?kind=member'))[0]).toBe('Causerie a enregistré le membre Lea');
  expect(text).toMatch(/<del>agent<\/del><ins>manager<\/ins>/);
  expect(text).toMatch(/<del>active<\/del><ins>suspended<\/ins>/);
});

it('shows the days of a period in the reader’s zone, and keeps the choice from page to page', async () => {
  await world.database.query(
    `INSERT INTO events (brand_id, id, name, actor_kind, actor_id, subject_id, data, pending, at)
     SELECT $1, gen_random_uuid(), 'settings.group_saved', 'member', $2, NULL,
       jsonb_build_object('before', NULL, 'after', jsonb_build_object('name', 'Group ' || n)), false, at
     FROM (SELECT n, '2026-02-03T23:30:00Z'::timestamptz AS at FROM generate_series(1, 51) n
       UNION ALL SELECT 99, '2026-02-04T23:30:00Z') days`,
    [ours.id, annaMember.id],
  );
  const text = await shown(anna, '?from=2026-02-04&to=2026-02-04');
  expect(lines(text)).toHaveLength(50);
  expect(lines(text)[0]).toBe('Anna saved the group Group 51');
  const french = await shown(bea, '?from=2026-02-04&to=2026-02-04');
  expect(lines(french)[0]).toBe('Anna a enregistré le groupe «\u00a0Group 51\u00a0»');
  expect(text).toMatch(/name="from"[^>]*value="2026-02-04"/);
  expect(text).toMatch(/name="to"[^>]*value="2026-02-04"/);
  const [, older] = /href="([^"]+)">Older/.exec(text) ?? [];
  const rest = await anna.get(older.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=')).expect(200);
  expect(lines(rest.text)).toEqual(['Anna saved the group Group 1']);
  expect(lines(await shown(anna, '?from=2026-02-05&to=2026-02-05'))).toEqual([
    'Anna saved the group Group 99',
  ]);
  expect(lines(await shown(anna, '?to=2026-02-03'))).toEqual([]);
  await anna.get(page('?from=tomorrow&to=2026-13-45&before=x&member=1')).expect(200);
});

it('says that something is gone instead of showing its number', async () => {
  const gone = newId();
  await world.database.query(
    `INSERT INTO events (brand_id, id, name, actor_kind, actor_id, subject_id, data, pending, at)
     VALUES ($1, $2, 'settings.targeting_saved', 'member', $3, $4, $5, false, now())`,
    [
      ours.id,
      newId(),
      annaMember.id,
      gone,
      JSON.stringify({ before: null, after: { name: 'Checkout', ruleId: gone } }),
    ],
  );
  const text = await shown(anna, '?kind=targeting');
  expect(lines(text)).toEqual(['Anna saved the targeting rule Checkout']);
  expect(text).toContain('deleted item');
  expect(text).not.toContain(gone);
});

it('tells what happened in the order of its times, page after page, whatever order it was written in', async () => {
  const brand = await world.brand('late', 'en');
  const admin = await (await brand.member('Ida', 'admin')).browser('en');
  const minutes = [...Array(60).keys()].sort((one, other) => ((one * 37) % 61) - ((other * 37) % 61));
  for (const minute of minutes) {
    await world.database.query(
      `INSERT INTO events (brand_id, id, name, actor_kind, data, pending, at)
       VALUES ($1, $2, 'settings.tag_saved', 'system', $3, false, '2020-01-01'::timestamptz + $4 * interval '1 minute')`,
      [brand.id, newId(), { before: null, after: { name: `Tag ${minute}` } }, minute],
    );
  }
  const path = `${brand.admin}/audit?kind=tag`;
  const newest = (await admin.get(path).expect(200)).text;
  const [, before = ''] = /before&#x3D;([\d.]+)/.exec(newest) ?? [];
  const oldest = (await admin.get(`${path}&before=${before}`).expect(200)).text;
  const told = [newest, oldest].flatMap((text) =>
    [...text.matchAll(/data-time="[^"]*" datetime="([^"]+)"|datetime="([^"]+)"/g)].map(
      ([, one, other]) => one ?? other,
    ),
  );
  expect(told).toHaveLength(60);
  expect(told).toEqual([...told].sort().reverse());
});
