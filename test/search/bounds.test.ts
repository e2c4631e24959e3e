import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { MemberActor } from '../../src/kernel/index.js';
import { Search, type SearchCriteria } from '../../src/search/index.js';
import { DeskWorld, type DeskBrand, type DeskMember, type MemberBrowser } from '../desk/world.js';
import { outcomeOf } from '../support/outcome.js';
import { SEARCH_PATH } from '../support/servers/postgres.js';

const CRITERIA: SearchCriteria = {
  words: 'lamp',
  visitor: '',
  memberId: null,
  tagId: null,
  state: null,
  from: null,
  to: null,
  after: null,
};

describe('a search that the database does not finish', () => {
  let world: DeskWorld;
  let brand: DeskBrand;
  let boss: MemberBrowser;
  let manager: MemberActor;
  let other: MemberActor;
  let holder: pg.Client;
  let conversationId: string;

  beforeAll(async () => {
    world = await DeskWorld.start();
    brand = await world.brand('lumiere');
    const one = await brand.member('Boss', { role: 'manager' });
    const two = await brand.member('Chief', { role: 'manager' });
    boss = await world.signIn(one.email, 'en');
    manager = actorOf(one);
    other = actorOf(two);
    conversationId = await brand.start(await brand.visitor('Nora'), 'A lamp for the desk');
    holder = new pg.Client({ connectionString: world.database.ownerUrl });
    await holder.connect();
  });
  beforeEach(() => holder.query('BEGIN; LOCK TABLE search_documents IN ACCESS EXCLUSIVE MODE'));
  afterEach(() => holder.query('ROLLBACK'));
  afterAll(async () => {
    await holder?.end();
    await world?.close();
  });

  const search = (who: MemberActor) => outcomeOf(world.running.app.get(Search).page(who, CRITERIA));

  it('is given up after three seconds, and the page says what to do', async () => {
    const begun = performance.now();
    const page = await boss.get(`${brand.desk}/search?q=lamp`);
    expect(page.status).toBe(200);
    expect(performance.now() - begun).toBeLessThan(4500);
    expect(page.text).toContain('Add a word');
    expect(page.text).toMatch(/name="q" value="lamp"/);
  });

  it('lets two run at once for a member, and of those that wait the latest', async () => {
    const asked = [1, 2, 3, 4, 5].map(() => search(manager));
    const others = search(other);
    await sleep(1000);
    const [{ running }] = await world.database.query<{ running: string }>(
      `SELECT count(*) AS running FROM pg_stat_activity
       WHERE datname = current_database() AND query LIKE '%search_conversations(%' AND wait_event_type = 'Lock'`,
    );
    expect(Number(running)).toBe(3);
    expect(await Promise.all(asked.slice(2, 4))).toEqual(['search_overtaken', 'search_overtaken']);
    await holder.query('ROLLBACK; BEGIN');
    expect(await Promise.all([...asked.slice(0, 2), asked[4], others])).toEqual([
      'done',
      'done',
      'done',
      'done',
    ]);
  });

  it('is given up inside an opened conversation too, which opens all the same', async () => {
    // The last of this file: the function stays as slow as it is made here.
    await holder.query(`SET search_path = ${SEARCH_PATH};
      CREATE OR REPLACE FUNCTION search_hits(p_conversation uuid, p_terms text[], p_most integer, p_most_messages integer)
      RETURNS TABLE (seq integer, body text, kind text, side text, author_name text, at timestamptz) LANGUAGE sql
      AS $$ SELECT 1, 'a lamp', 'message', 'visitor', 'Nora', now() FROM pg_sleep(8) $$; COMMIT; BEGIN`);
    const begun = performance.now();
    const page = await boss.get(`${brand.desk}/conversations/${conversationId}?q=lamp`);
    expect(page.status).toBe(200);
    expect(performance.now() - begun).toBeLessThan(7000);
    expect(page.text).toContain('A lamp for the desk');
    expect(page.text).toContain('This search is taking too long');
  });

  function actorOf({ id, accountId }: DeskMember): MemberActor {
    return { kind: 'member', brandId: brand.id, id, accountId, role: 'manager', locale: 'en' };
  }
});
