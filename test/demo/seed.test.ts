import { jest } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedDemo, type DemoSite } from '../../src/demo/index.js';
import { Passes } from '../../src/distribution/index.js';
import { bootstrap, type RunningApp } from '../../src/main.js';
import { unknownVariables } from '../../src/responses/index.js';
import { freePort } from '../support/servers/free-port.js';
import { freshDatabase, type TestDatabase } from '../support/servers/postgres.js';

jest.setTimeout(60_000);

const TABLES = [
  'brands',
  'accounts',
  'members',
  'sites',
  'groups',
  'rules',
  'queues',
  'conversations',
  'entries',
  'transactions',
];

describe('the demo brands', () => {
  let database: TestDatabase;
  let running: RunningApp;
  let dataDir: string;
  let sites: DemoSite[];
  let took: number;

  beforeAll(async () => {
    database = await freshDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'causerie-demo-'));
    const port = await freePort();
    running = await bootstrap({
      NODE_ENV: 'test',
      PORT: String(port),
      DATABASE_URL: database.appUrl,
      SECRET_KEY: 'a secret of the tests, long enough to be one',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
    });
    const before = performance.now();
    sites = await seedDemo(running.app, { shopPort: 3001 });
    took = performance.now() - before;
  });

  afterAll(async () => {
    await running?.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const counts = async () =>
    Object.fromEntries(
      await Promise.all(
        TABLES.map(async (table) => [
          table,
          (await database.query(`SELECT count(*)::int FROM ${table}`))[0].count,
        ]),
      ),
    );

  it('are there within three seconds', () => {
    expect(sites.map(({ slug }) => slug)).toEqual(['maison-lumiere', 'fjord']);
    expect(took).toBeLessThan(3_000);
  });

  it('have canned responses that could be saved by their form, in both languages, and tags in use', async () => {
    const texts = await database.query<{ brand_id: string; locale: string; body: string }>(
      'SELECT brand_id, locale, body FROM response_texts',
    );
    expect(texts.flatMap(({ body }) => unknownVariables(body))).toEqual([]);
    expect(new Set(texts.map(({ brand_id, locale }) => `${brand_id} ${locale}`)).size).toBe(4);
    const tags = await database.query<{ uses: number; counted: number }>(
      `SELECT t.uses, (SELECT count(*)::int FROM conversation_tags k WHERE k.tag_id = t.id) AS counted FROM tags t`,
    );
    expect(tags.filter(({ uses, counted }) => uses !== counted || uses === 0)).toEqual([]);
  });

  it('are left as they are by a second start', async () => {
    const before = await counts();
    expect(await seedDemo(running.app, { shopPort: 3001 })).toEqual(sites);
    expect(await counts()).toEqual(before);
  });

  it('are reached by a shop that moved to another port', async () => {
    await seedDemo(running.app, { shopPort: 4001 });
    const origins = await database.query<{ origins: string[] }>('SELECT origins FROM sites');
    for (const { origins: allowed } of origins)
      expect(allowed).toEqual(
        expect.arrayContaining(['http://localhost:3001', 'http://shop.localhost:4001']),
      );
  });

  it('have a cascade of two groups for advice and a synchronous rule for the checkout', async () => {
    const rules = await database.query(
      `SELECT b.slug, r.name, array_agg(q.threshold ORDER BY q.position) AS thresholds
       FROM rules r JOIN brands b ON b.id = r.brand_id JOIN queues q ON q.rule_id = r.id GROUP BY 1, 2 ORDER BY 1, 3 DESC`,
    );
    expect(rules).toEqual(
      [
        ['fjord', 'Advice', 'Checkout help'],
        ['maison-lumiere', 'Conseil', 'Aide au paiement'],
      ].flatMap(([slug, advice, checkout]) => [
        { slug, name: advice, thresholds: [100, 40] },
        { slug, name: checkout, thresholds: [0] },
      ]),
    );
  });

  it('have a past without gaps, before now, most of it closed', async () => {
    const [past] = await database.query(
      `SELECT count(*)::int AS conversations,
         count(*) FILTER (WHERE state <> 'closed')::int AS open,
         count(*) FILTER (WHERE closed_at < started_at
           OR (SELECT max(e.at) FROM entries e WHERE e.conversation_id = c.id) > now())::int AS untrue,
         count(*) FILTER (WHERE last_seq <> (SELECT count(*) FROM entries e WHERE e.conversation_id = c.id)
           OR last_visitor_seq <> (SELECT max(visitor_seq) FROM entries e WHERE e.conversation_id = c.id))::int AS gaps,
         count(*) FILTER (WHERE NOT EXISTS (SELECT FROM contacts k WHERE k.conversation_id = c.id))::int AS unheld
       FROM conversations c`,
    );
    expect(past).toEqual({ conversations: expect.any(Number), open: 21, untrue: 0, gaps: 0, unheld: 0 });
    expect(past.conversations).toBeGreaterThan(100);
  });

  it('leave nothing of the past unread', async () => {
    const [unread] = await database.query(
      `SELECT count(*)::int FROM conversations c WHERE state = 'closed' AND close_reason = 'done' AND (last_message_seq > ALL (
         SELECT min(r.seq) FROM read_marks r WHERE r.conversation_id = c.id HAVING count(*) = 2)
         OR NOT EXISTS (SELECT FROM read_marks r WHERE r.conversation_id = c.id))`,
    );
    expect(unread.count).toBe(0);
  });

  it('have a day that goes on: desks, queues, conversations set aside or given to a colleague', async () => {
    const standing = await database.query(
      `SELECT b.slug || ' ' || CASE WHEN c.assigned_to IS NOT NULL THEN 'assigned'
           WHEN c.keep_for IS NOT NULL THEN 'kept' ELSE c.state END AS how, count(*)::int
       FROM conversations c JOIN brands b ON b.id = c.brand_id WHERE c.state <> 'closed' GROUP BY 1 ORDER BY 1`,
    );
    expect(standing).toEqual([
      { how: 'fjord assigned', count: 1 },
      { how: 'fjord kept', count: 2 },
      { how: 'fjord on_desk', count: 4 },
      { how: 'fjord snoozed', count: 1 },
      { how: 'fjord waiting', count: 2 },
      { how: 'maison-lumiere assigned', count: 1 },
      { how: 'maison-lumiere kept', count: 2 },
      { how: 'maison-lumiere on_desk', count: 5 },
      { how: 'maison-lumiere snoozed', count: 1 },
      { how: 'maison-lumiere waiting', count: 2 },
    ]);
  });

  it('have a place in the line for what waits, after the next pass', async () => {
    const passes = running.app.get(Passes, { strict: false });
    for (const { id } of await database.query<{ id: string }>('SELECT id FROM brands')) passes.soon(id);
    await passes.idle();
    const [{ unplaced, waiting }] = await database.query(
      `SELECT (SELECT count(*)::int FROM conversations WHERE state = 'waiting' AND queue_no IS NULL) AS unplaced,
         (SELECT sum(waiting)::int FROM queues) AS waiting`,
    );
    expect({ unplaced, waiting }).toEqual({ unplaced: 0, waiting: 4 });
  });

  it('keep what goes on as the verbs would have: contacts, jobs, mentions, blocks, each where it belongs', async () => {
    const [odd] = await database.query(
      `SELECT count(*) FILTER (WHERE (c.state = 'on_desk') <> EXISTS (SELECT FROM contacts k
           WHERE k.conversation_id = c.id AND k.ended_at IS NULL AND k.member_id = c.member_id))::int AS contacts,
         count(*) FILTER (WHERE (c.state = 'snoozed') <> EXISTS (SELECT FROM jobs j WHERE j.key = c.id::text
           AND j.name = 'conversations.return' AND j.state = 'due' AND j.due_at = c.snoozed_until))::int AS jobs,
         count(*) FILTER (WHERE (c.close_reason = 'blocked') IS TRUE <> EXISTS (SELECT FROM visitors v
           WHERE v.id = c.visitor_id AND v.blocked_at IS NOT NULL AND v.blocked_by IS NOT NULL))::int AS blocks,
         count(*) FILTER (WHERE c.state <> 'closed' AND EXISTS (SELECT FROM conversations o
           WHERE o.visitor_id = c.visitor_id AND o.id <> c.id AND o.state <> 'closed'))::int AS doubles
       FROM conversations c`,
    );
    expect(odd).toEqual({ contacts: 0, jobs: 0, blocks: 0, doubles: 0 });
    const mentions = await database.query(
      `SELECT m.name FROM mentions n JOIN members m ON m.id = n.member_id
         JOIN conversations c ON c.id = n.conversation_id
         JOIN entries e ON e.conversation_id = n.conversation_id AND e.seq = n.seq
       WHERE e.kind = 'note' AND e.body LIKE '%@' || m.name || '%' AND n.read_at IS NULL
         AND (m.role <> 'agent' OR m.id IN (c.member_id, c.assigned_to)) ORDER BY 1`,
    );
    expect(mentions.map(({ name }) => name)).toEqual(['Karim', 'Léa', 'Mathilde', 'Maya', 'Oliver', 'Ruth']);
  });

  it('leave room: who becomes available has a free place for who writes next', async () => {
    const full = await database.query(
      `SELECT m.name FROM members m JOIN brands b ON b.id = m.brand_id
       WHERE m.name IN ('Léa', 'Maya') AND m.capacity - 1 < (
         SELECT count(*) FROM conversations c WHERE c.member_id = m.id OR c.assigned_to = m.id OR (c.state = 'waiting'
           AND c.assigned_to IS NULL AND c.group_id IN (SELECT g.group_id FROM group_members g WHERE g.member_id = m.id)))`,
    );
    expect(full).toEqual([]);
  });

  it('have answers to the survey on conversations that members closed', async () => {
    const [surveys] = await database.query(
      `SELECT count(*)::int AS count, count(s.comment)::int AS comments,
         count(*) FILTER (WHERE c.close_reason <> 'done' OR s.answered_at < c.closed_at)::int AS odd,
         count(*) FILTER (WHERE NOT EXISTS (SELECT FROM entries e
           WHERE e.conversation_id = c.id AND e.code LIKE 'surveyed%'))::int AS untold
       FROM surveys s JOIN conversations c ON c.id = s.conversation_id`,
    );
    expect(surveys).toMatchObject({ odd: 0, untold: 0 });
    expect(Math.min(surveys.count, surveys.comments)).toBeGreaterThan(10);
  });

  it('leave no placeholder in what was said', async () => {
    expect(await database.query(`SELECT body FROM entries WHERE body ~ '[{}]'`)).toEqual([]);
  });
});
