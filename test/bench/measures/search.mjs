import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { makePeople, signIn } from '../support/people.mjs';
import { startProduct } from '../support/product.mjs';

const MESSAGES_EACH = 8;
const VOCABULARY = 30_000;
const BODIES = 20_000;
const TRIES = 40;

/** What is asked of both: a word that stands in most conversations, two of those, a rare one, none, a beginning. */
const KINDS = {
  'a common word': () => ({ q: 'bonjour' }),
  'two common words': () => ({ q: 'bonjour été' }),
  'a rare word': ({ rare }) => ({ q: rare }),
  'a word that is nowhere': () => ({ q: 'introuvable' }),
  'the beginning of a word': () => ({ q: 'bonjour la' }),
  'a word and the visitor': () => ({ q: 'bonjour', visitor: 'dupont 77' }),
  'a word, a member, a period': ({ memberId }) => ({ q: 'lampe', member: memberId, to: '2025-06-30' }),
};

/**
 * K6: pages of the search with their session, p50 and p95 in milliseconds by kind of question, and the same questions
 * to a bare table of messages with a GIN index, one statement each.
 */
export async function searches({ database, port, messages }) {
  const { account, brands } = await makePeople(database, { brands: 1, conversations: 0 });
  const [brand] = brands;
  const words = vocabulary();
  const conversations = Math.ceil(messages / MESSAGES_EACH);
  await makePast(database, brand, conversations, words);
  const indexed = await indexAll(database, brand, conversations);
  const floor = new pg.Client({ connectionString: database.floorUrl });
  await floor.connect();
  await makeFloor(database, floor, brand);
  const app = await startProduct({ database, port });
  try {
    const cookie = await signIn(app.url, account);
    const facts = { rare: words[VOCABULARY - 50], memberId: brand.memberId };
    const kinds = {};
    for (const [kind, ask] of Object.entries(KINDS)) {
      const asked = ask(facts);
      kinds[kind] = {
        product: await times(() => page(app.url, brand.slug, cookie, asked)),
        floor: await times(() => bare(floor, asked)),
      };
    }
    return { kinds, indexed };
  } finally {
    await app.stop();
    await floor.end();
  }
}

async function page(url, slug, cookie, asked) {
  const query = new globalThis.URLSearchParams(asked);
  const answer = await fetch(`${url}/b/${slug}/desk/search?${query}`, {
    headers: { cookie, 'HX-Request': 'true' },
  });
  if (answer.status !== 200) throw new Error(`A search was answered with ${answer.status}.`);
  await answer.text();
}

async function bare(client, { q }) {
  const query = `${q.split(' ').join(' & ')}:*`;
  await client.query(
    `SELECT conversation_id, body FROM messages WHERE words @@ to_tsquery('simple', $1) ORDER BY at DESC LIMIT 20`,
    [query],
  );
}

async function times(run) {
  for (let warm = 0; warm < 5; warm += 1) await run();
  const taken = [];
  for (let at = 0; at < TRIES; at += 1) {
    const began = performance.now();
    await run();
    taken.push(performance.now() - began);
  }
  taken.sort((a, b) => a - b);
  return { p50: taken[Math.floor(TRIES * 0.5)], p95: taken[Math.floor(TRIES * 0.95)] };
}

function vocabulary() {
  const words = ['bonjour', 'lampe', 'été', 'commande'];
  while (words.length < VOCABULARY) {
    const word = ((words.length * 2_654_435_761) % 4_294_967_296).toString(36);
    words.push(word.replace(/\d/g, (digit) => 'ghijklmnop'[digit]).slice(0, 3 + (words.length % 6)));
  }
  return words;
}

/** A year of closed conversations, in which few words are said often and most hardly ever. */
async function makePast(database, brand, conversations, words) {
  const pick = () => words[Math.floor(VOCABULARY * Math.random() ** 4)];
  const bodies = Array.from({ length: BODIES }, () => Array.from({ length: 12 }, pick).join(' '));
  await database.query('CREATE UNLOGGED TABLE bench_bodies (n integer PRIMARY KEY, body text)');
  await database.query(
    'INSERT INTO bench_bodies SELECT n - 1, body FROM unnest($1::text[]) WITH ORDINALITY b(body, n)',
    [bodies],
  );
  await database.query(`DO $do$ BEGIN
    SET LOCAL session_replication_role = replica;
    INSERT INTO visitors (brand_id, id, site_id, name, email, locale, created_at, last_seen_at)
    SELECT '${brand.id}', gen_random_uuid(), '${brand.siteId}', 'Marie Dupont ' || n, 'marie' || n || '@bench.test', 'fr',
      '2025-01-01', '2025-01-01' FROM generate_series(1, ${conversations}) n;
    INSERT INTO conversations (brand_id, id, site_id, visitor_id, origin, state, asynchronous, locale, started_at,
      closed_at, close_reason, last_seq, last_visitor_seq, last_message_seq, last_message_at, last_message_side)
    SELECT '${brand.id}', gen_random_uuid(), '${brand.siteId}', v.id, 'targeted', 'closed', true, 'fr',
      timestamptz '2026-01-01' - v.n * interval '1 year' / ${conversations}, '2026-01-02', 'done', ${MESSAGES_EACH},
      ${MESSAGES_EACH}, ${MESSAGES_EACH}, '2026-01-01', 'visitor'
    FROM (SELECT id, row_number() OVER () AS n FROM visitors WHERE brand_id = '${brand.id}') v;
    INSERT INTO contacts (brand_id, id, conversation_id, member_id, started_at, ended_at, ended_how)
    SELECT brand_id, gen_random_uuid(), id, '${brand.memberId}', started_at, started_at, 'closed'
    FROM conversations WHERE brand_id = '${brand.id}' AND random() < 0.05;
    INSERT INTO search_documents (brand_id, conversation_id, started_at)
    SELECT brand_id, id, started_at FROM conversations WHERE brand_id = '${brand.id}';
    INSERT INTO entries (brand_id, conversation_id, seq, visitor_seq, kind, side, author_id, client_id, body, at)
    SELECT c.brand_id, c.id, c.s, c.s, 'message', 'visitor', c.visitor_id, gen_random_uuid(), b.body, c.started_at
    FROM (
      SELECT o.*, s, floor(random() * ${BODIES})::integer AS pick
      FROM conversations o, generate_series(1, ${MESSAGES_EACH}) s WHERE o.brand_id = '${brand.id}') c
    JOIN bench_bodies b ON b.n = c.pick;
  END $do$`);
}

/** As the sweep does, without its rests; gives messages a second. */
async function indexAll(database, brand, conversations) {
  const client = new pg.Client({ connectionString: database.appUrl });
  await client.connect();
  await client.query(`SELECT set_config('app.brand_id', $1, false)`, [brand.id]);
  const began = performance.now();
  for (;;) {
    const { rows } = await client.query(
      'SELECT index_conversations(ARRAY(SELECT conversation_id FROM search_documents WHERE due LIMIT 500)) AS done',
    );
    if (rows[0].done === 0) break;
  }
  const perSecond = (conversations * MESSAGES_EACH) / ((performance.now() - began) / 1000);
  await client.end();
  await database.query('VACUUM ANALYZE search_documents');
  await database.query('ANALYZE');
  return perSecond;
}

async function makeFloor(database, floor, brand) {
  await floor.query('DROP TABLE IF EXISTS messages');
  await floor.query(
    'CREATE TABLE messages (conversation_id uuid, at timestamptz, body text, words tsvector)',
  );
  const rows = await database.query('SELECT conversation_id, at, body FROM entries WHERE brand_id = $1', [
    brand.id,
  ]);
  for (let at = 0; at < rows.length; at += 50_000) {
    await floor.query(
      `INSERT INTO messages SELECT r.conversation_id, r.at, r.body, to_tsvector('simple', r.body)
       FROM json_populate_recordset(NULL::messages, $1) r`,
      [JSON.stringify(rows.slice(at, at + 50_000))],
    );
  }
  await floor.query('CREATE INDEX messages_words_idx ON messages USING gin (words)');
  await floor.query('CREATE INDEX messages_at_idx ON messages (at DESC)');
  await floor.query('VACUUM ANALYZE messages');
}
