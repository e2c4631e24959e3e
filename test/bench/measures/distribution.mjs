import { fork } from 'node:child_process';
import { join } from 'node:path';
import { claims } from '../floor/claims.mjs';
import { id } from '../support/database.mjs';
import { cpuOf, cpuSince, told } from '../support/measure.mjs';
import { SECRET_KEY } from '../support/product.mjs';

const HERE = join(import.meta.dirname, '..');
const BRANDS = 20;
const MEMBERS = 20;
const LONG_AGO = '2026-01-01T00:00:00Z';

/**
 * Q5: decisions of passes that fill twenty free places each, and bare claims (`null` without `beside`), as
 * `{ perSecond, cpu }` with the CPU of application and database in µs an item. So many rows wait all the time: what a
 * pass has taken is replaced before the next one.
 */
export async function distributions({ database, rows, seconds, rounds, beside = true }) {
  const brands = await makeQueues(database, rows);
  const child = fork(join(HERE, 'load/passes.mjs'), {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', DATABASE_URL: database.appUrl, SECRET_KEY },
    execArgv: process.env.BENCH_FLAGS?.split(' '),
  });
  try {
    await told(child, (message) => message === 'ready');
    const results = { product: [], floor: [] };
    for (let round = 0; round < rounds; round += 1) {
      results.floor.push(
        beside ? await claims({ url: database.floorUrl, rows, brands: BRANDS, seconds, database }) : null,
      );
      results.product.push(await passes({ database, child, brands, seconds }));
    }
    return results;
  } finally {
    child.kill();
    await clear(database, brands);
  }
}

/** Time and CPU count while passes run; in between the places are freed and the queues filled again. */
async function passes({ database, child, brands, seconds }) {
  let [landed, took, cpu] = [0, 0, 0];
  for (let pass = 0; took < seconds * 1000; pass += 1) {
    const before = [cpuOf(child.pid), database.cpu()];
    child.send({ brandIds: brands });
    const result = await told(child, (message) => message.took);
    const used = cpuOf(child.pid) - before[0] + cpuSince(before[1], database.cpu());
    await free(database, brands);
    if (pass < 3) continue;
    landed += result.landed;
    took += result.took;
    cpu += used;
    if (result.landed === 0) throw new Error('Nothing was distributed.');
  }
  return { perSecond: landed / (took / 1000), cpu: (cpu * 1e6) / landed };
}

async function makeQueues(database, rows) {
  const brands = [];
  for (let at = 0; at < BRANDS; at += 1) brands.push(await makeQueue(database, Math.ceil(rows / BRANDS)));
  await database.query('ANALYZE');
  await database.query('CHECKPOINT');
  return brands;
}

async function makeQueue(database, rows) {
  const [brand_id, site, visitor, rule, group, queue] = Array.from({ length: 6 }, id);
  const at = { created_at: LONG_AGO };
  await database.insert('brands', [
    {
      id: brand_id,
      slug: `queue-${brand_id.slice(0, 8)}`,
      name: 'Queue',
      default_locale: 'fr',
      time_zone: 'UTC',
      state: 'active',
      ...at,
    },
  ]);
  await database.insert('sites', [
    {
      brand_id,
      id: site,
      name: 'Shop',
      origins: [],
      default_locale: 'fr',
      colour: '#336699',
      position: 'end',
      file_types: [],
      secret_encrypted: '',
      ...at,
    },
  ]);
  await database.insert('visitors', [
    {
      brand_id,
      id: visitor,
      site_id: site,
      locale: 'fr',
      attributes: {},
      email_notifications: true,
      last_seen_at: LONG_AGO,
      ...at,
    },
  ]);
  await database.insert('groups', [{ brand_id, id: group, name: 'Advice', active: true, ...at }]);
  await database.insert('rules', [
    { brand_id, id: rule, name: 'Advice', enabled: true, sharing: 'cascade', last_resort: 'nothing', ...at },
  ]);
  const members = Array.from({ length: MEMBERS }, () => ({ id: id(), account_id: id() }));
  await database.insert(
    'accounts',
    members.map(({ account_id }) => ({
      id: account_id,
      email: account_id,
      password_hash: '',
      name: 'Member',
      ...at,
    })),
  );
  await database.insert(
    'members',
    members.map((member, number) => ({
      brand_id,
      ...member,
      role: 'agent',
      kind: 'staff',
      status: 'active',
      name: `Member ${number}`,
      slug: `member-${number}`,
      capacity: 1,
      chosen_state: 'available',
      state: 'available',
      state_since: LONG_AGO,
      ...at,
    })),
  );
  await database.insert(
    'group_members',
    members.map(({ id: member_id }) => ({ brand_id, group_id: group, member_id })),
  );
  await database.query(
    `INSERT INTO queues (brand_id, id, rule_id, group_id, threshold, waiting) VALUES ($1, $2, $3, $4, 10000, 0)`,
    [brand_id, queue, rule, group],
  );
  await database.query(
    `DO $do$ BEGIN
       SET LOCAL session_replication_role = replica;
       INSERT INTO conversations (brand_id, id, site_id, visitor_id, origin, state, asynchronous, locale, rule_id, group_id,
         queue_id, queue_no, queued_at, started_at)
       SELECT '${brand_id}', gen_random_uuid(), '${site}', '${visitor}', 'targeted', 'waiting', true, 'fr', '${rule}', '${group}',
         '${queue}', i, '${LONG_AGO}', '${LONG_AGO}' FROM generate_series(1, ${rows}) i;
       UPDATE queues SET waiting = ${rows} WHERE id = '${queue}';
       INSERT INTO routing (brand_id, last_no) VALUES ('${brand_id}', ${rows});
     END $do$`,
  );
  return brand_id;
}

/** Ends what is on a desk, and lets as many new ones wait at the ends of the same queues. */
async function free(database, brands) {
  await database.query(
    `UPDATE contacts SET ended_at = '${LONG_AGO}', ended_how = 'closed' WHERE brand_id = ANY ($1) AND ended_at IS NULL`,
    [brands],
  );
  await database.query(
    `DO $do$ BEGIN
       SET LOCAL session_replication_role = replica;
       CREATE TEMP TABLE done ON COMMIT DROP AS
         SELECT c.brand_id, c.id, c.site_id, c.visitor_id, c.locale, q.rule_id, q.group_id, q.id AS queue_id,
           r.last_no + row_number() OVER (PARTITION BY c.brand_id) AS queue_no
         FROM conversations c JOIN queues q USING (brand_id) JOIN routing r USING (brand_id)
         WHERE c.brand_id = ANY ('{${brands}}') AND c.state = 'on_desk';
       UPDATE conversations c SET state = 'closed', member_id = NULL, closed_at = '${LONG_AGO}', close_reason = 'done'
         FROM done d WHERE c.brand_id = d.brand_id AND c.id = d.id;
       INSERT INTO conversations (brand_id, id, site_id, visitor_id, origin, state, asynchronous, locale, rule_id, group_id,
         queue_id, queue_no, queued_at, started_at)
         SELECT brand_id, gen_random_uuid(), site_id, visitor_id, 'targeted', 'waiting', true, locale, rule_id, group_id,
           queue_id, queue_no, '${LONG_AGO}', '${LONG_AGO}' FROM done;
       UPDATE queues q SET waiting = q.waiting + d.count
         FROM (SELECT brand_id, count(*) FROM done GROUP BY brand_id) d WHERE q.brand_id = d.brand_id;
       UPDATE routing r SET last_no = r.last_no + d.count
         FROM (SELECT brand_id, count(*) FROM done GROUP BY brand_id) d WHERE r.brand_id = d.brand_id;
     END $do$`,
  );
}

async function clear(database, brands) {
  await database.query(
    `DO $do$ BEGIN
       SET LOCAL session_replication_role = replica;
       DELETE FROM conversations WHERE brand_id = ANY ('{${brands}}');
       UPDATE queues SET waiting = 0 WHERE brand_id = ANY ('{${brands}}');
     END $do$`,
  );
}
