// The floor of distribution: bare claims of the oldest waiting conversation, one after the other in eight workers.
import pg from 'pg';
import { cpuOf, cpuSince, now, sleep } from '../support/measure.mjs';

const WORKERS = 8;
const CLAIM = `WITH pick AS MATERIALIZED (
    SELECT id FROM claims WHERE brand_id = $1 AND status = 'waiting' ORDER BY waiting_since, id LIMIT 1 FOR UPDATE SKIP LOCKED)
  UPDATE claims c SET status = 'open', member_id = 7, assigned_at = now() FROM pick WHERE c.id = pick.id RETURNING c.id`;

/** Claims a second with so many waiting for so many brands, and the CPU of one in µs: this process and its database. */
export async function claims({ url, rows, brands, seconds, database }) {
  const pool = new pg.Pool({ connectionString: url, max: WORKERS });
  try {
    await pool.query(`DROP TABLE IF EXISTS claims;
      CREATE TABLE claims (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, brand_id int NOT NULL,
        status text NOT NULL DEFAULT 'waiting', member_id int, waiting_since timestamptz NOT NULL, assigned_at timestamptz);
      INSERT INTO claims (brand_id, waiting_since)
        SELECT 1 + i % ${brands}, now() - (${rows} - i) * interval '1 ms' FROM generate_series(1, ${rows}) i;
      CREATE INDEX ON claims (brand_id, waiting_since, id) WHERE status = 'waiting';
      CREATE INDEX ON claims (member_id) WHERE status = 'open'; ANALYZE claims; CHECKPOINT`);
    let count = 0;
    let isOver = false;
    const work = async () => {
      while (!isOver) {
        const values = [1 + Math.floor(Math.random() * brands)];
        count += (await pool.query({ name: 'claim', text: CLAIM, values })).rowCount;
      }
    };
    const workers = Array.from({ length: WORKERS }, work);
    await sleep(500);
    const began = now();
    const before = { count, own: cpuOf(process.pid), database: database.cpu() };
    await sleep(seconds * 1000);
    const done = count - before.count;
    const perSecond = done / ((now() - began) / 1000);
    const cpu = cpuOf(process.pid) - before.own + cpuSince(before.database, database.cpu());
    isOver = true;
    await Promise.all(workers);
    return { perSecond, cpu: (cpu * 1e6) / done };
  } finally {
    await pool.end();
  }
}
