import { fork } from 'node:child_process';
import { join } from 'node:path';
import { claims } from '../floor/claims.mjs';
import { id } from '../support/database.mjs';
import { told } from '../support/measure.mjs';
import { SECRET_KEY } from '../support/product.mjs';

const HERE = join(import.meta.dirname, '..');
const BRANDS = 20;
const MEMBERS = 20;
const LONG_AGO = '2026-01-01T00:00:00Z';

/** Q5: decisions a second of passes that fill twenty free places each, and bare claims. */
export async function distributions({ database, rows, seconds, rounds }) {
  const brands = await makeQueues(database, rows);
  const child = fork(join(HERE, 'load/passes.mjs'), {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', DATABASE_URL: database.appUrl, SECRET_KEY },
    execArgv: process.env.BENCH_FLAGS?.split(' '),
  });
  try {
    await told(child, (message) => message === 'ready');
    const results = { product: [], floor: [] };
    for (let round = 0; round < rounds; round += 1) {
      results.floor.push(await claims({ url: database.floorUrl, rows, brands: BRANDS, seconds }));
      results.product.push(await passes({ database, child, brands, seconds }));
    }
    return results;
  } finally {
    child.kill();
    await clear(database, brands);
  }
}

/** Time counts while passes run; the places are freed again in between. */
async function passes({ database, child, brands, seconds }) {
  let landed = 0;
  let took = 0;
  for (let pass = 0; took < seconds * 1000; pass += 1) {
    child.send({ brandIds: brands });
    const result = await told(child, (message) => message.took);
    await free(database, brands);
    if (pass < 3) continue;
    landed += result.landed;
    took += result.took;
    if (result.landed === 0) throw new Error('Nothing was distributed.');
  }
  return landed / (took / 1000);
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

async function free(database, brands) {
  await database.query(
    `UPDATE contacts SET ended_at = '${LONG_AGO}', ended_how = 'closed' WHERE brand_id = ANY ($1) AND ended_at IS NULL`,
    [brands],
  );
  await database.query(
    `UPDATE conversations SET state = 'closed', member_id = NULL, closed_at = '${LONG_AGO}', close_reason = 'done'
     WHERE brand_id = ANY ($1) AND state = 'on_desk'`,
    [brands],
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
