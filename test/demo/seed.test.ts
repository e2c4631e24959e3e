import { jest } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedDemo, type DemoSite } from '../../src/demo/index.js';
import { bootstrap, type RunningApp } from '../../src/main.js';
import { unknownVariables } from '../../src/responses/index.js';
import { freePort } from '../support/free-port.js';
import { freshDatabase, type TestDatabase } from '../support/postgres.js';

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
    sites = await seedDemo(running.app, 3001);
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
    expect(await seedDemo(running.app, 3001)).toEqual(sites);
    expect(await counts()).toEqual(before);
  });

  it('are reached by a shop that moved to another port', async () => {
    await seedDemo(running.app, 4001);
    const origins = await database.query<{ origins: string[] }>('SELECT origins FROM sites');
    for (const { origins: allowed } of origins)
      expect(allowed).toEqual(
        expect.arrayContaining(['http://localhost:3001', 'http://shop.localhost:4001']),
      );
  });

  it('have a cascade of two groups for advice and a synchronous rule for the checkout', async () => {
    const rules = await database.query(
      `SELECT b.slug, r.name, array_agg(q.threshold ORDER BY q.position) AS thresholds
       FROM rules r JOIN brands b ON b.id = r.brand_id JOIN queues q ON q.rule_id = r.id GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    expect(rules).toEqual(
      ['fjord', 'maison-lumiere'].flatMap((slug) => [
        { slug, name: 'Advice', thresholds: [100, 40] },
        { slug, name: 'Checkout help', thresholds: [0] },
      ]),
    );
  });

  it('have a past without gaps, closed, and before now', async () => {
    const [past] = await database.query(
      `SELECT count(*)::int AS conversations,
         count(*) FILTER (WHERE state <> 'closed' OR closed_at > now() OR closed_at < started_at)::int AS unfinished,
         count(*) FILTER (WHERE last_seq <> (SELECT count(*) FROM entries e WHERE e.conversation_id = c.id)
           OR last_visitor_seq <> (SELECT max(visitor_seq) FROM entries e WHERE e.conversation_id = c.id))::int AS gaps,
         count(*) FILTER (WHERE NOT EXISTS (SELECT FROM contacts k WHERE k.conversation_id = c.id))::int AS unheld
       FROM conversations c`,
    );
    expect(past).toEqual({ conversations: expect.any(Number), unfinished: 0, gaps: 0, unheld: 0 });
    expect(past.conversations).toBeGreaterThan(100);
  });

  it('leave nothing unread', async () => {
    const [unread] = await database.query(
      `SELECT count(*)::int FROM conversations c WHERE last_message_seq > ALL (
         SELECT min(r.seq) FROM read_marks r WHERE r.conversation_id = c.id HAVING count(*) = 2)
         OR NOT EXISTS (SELECT FROM read_marks r WHERE r.conversation_id = c.id)`,
    );
    expect(unread.count).toBe(0);
  });

  it('leave no placeholder in what was said', async () => {
    expect(await database.query(`SELECT body FROM entries WHERE body ~ '[{}]'`)).toEqual([]);
  });
});
