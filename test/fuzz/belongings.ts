import { randomUUID } from 'node:crypto';
import { newId } from '../../src/kernel/index.js';
import { siteKey } from '../../src/sites/index.js';
import type { DemoDatabase, DemoSlug } from '../support/demo.js';
import { visitorTalker } from '../support/talker.js';
import type { Kind } from './route-cases.js';

/** One thing of each kind that belongs to somebody, by its id. */
export type Belongings = Record<Kind, string>;

export interface Somebody extends Belongings {
  visitorId: string;
  /** What the visitor's browser shows to be recognised. */
  token: string;
}

/** What belongs to a brand, its conversation and file to one visitor of it, who has just started that conversation. */
export async function belongingsOf(url: string, database: DemoDatabase, slug: DemoSlug): Promise<Somebody> {
  const { id: brandId, siteId, siteKey: key } = database.brands[slug];
  const one = async (sql: string) => String((await database.query<{ id: string }>(sql, [brandId]))[0].id);
  const talker = await visitorTalker(url, { database, slug, name: 'somebody' });
  const conversation = await talker.start('Is anybody there?');
  talker.close();
  const [{ author_id: visitorId }] = await database.query<{ author_id: string }>(
    'SELECT author_id FROM entries WHERE conversation_id = $1 AND client_id = $2',
    [conversation, talker.sent[0].clientId],
  );
  return {
    brand: slug,
    'site key': key,
    site: siteId,
    conversation,
    visitorId,
    visitor: visitorId,
    token: (talker.socket.auth as { token: string }).token,
    document: await one(`SELECT id FROM documents WHERE brand_id = $1 AND audience = 'visitors'`),
    'document for members': await one(
      `SELECT id FROM documents WHERE brand_id = $1 AND audience = 'members'`,
    ),
    file: await uploaded(database, { brandId, siteId, conversation, side: 'visitor', by: visitorId }),
    'file of a member': await uploaded(database, {
      brandId,
      siteId,
      conversation,
      side: 'member',
      by: await one(`SELECT id FROM members WHERE brand_id = $1 AND role = 'admin'`),
    }),
    mail: await mail(database, { brandId, conversation, visitorId }),
    'received mail': await receivedMail(database, { brandId, conversation }),
    invitation: await invitation(database, brandId),
    group: await one('SELECT id FROM groups WHERE brand_id = $1 ORDER BY id'),
    manager: await one(`SELECT id FROM members WHERE brand_id = $1 AND role = 'manager'`),
    member: await one(`SELECT id FROM members WHERE brand_id = $1 AND role = 'agent' ORDER BY id`),
    response: await one('SELECT id FROM responses WHERE brand_id = $1 AND member_id IS NULL ORDER BY id'),
    tag: await one('SELECT id FROM tags WHERE brand_id = $1 AND archived_at IS NULL ORDER BY id'),
    rule: await one('SELECT id FROM rules WHERE brand_id = $1 ORDER BY id'),
    'targeting rule': await one('SELECT id FROM targeting_rules WHERE brand_id = $1 ORDER BY id'),
  };
}

/** Ids of the right shape that point to nothing. */
export function nothing(): Belongings {
  return {
    brand: `nobody-${randomUUID().slice(0, 8)}`,
    'site key': siteKey(newId(), newId()),
    site: newId(),
    conversation: newId(),
    document: newId(),
    'document for members': newId(),
    file: newId(),
    'file of a member': newId(),
    mail: newId(),
    'received mail': newId(),
    invitation: newId(),
    group: newId(),
    manager: newId(),
    member: newId(),
    response: newId(),
    tag: newId(),
    rule: newId(),
    'targeting rule': newId(),
    visitor: newId(),
  };
}

/** What all rows of a brand come to; changes when any of them does. What tells of the attempts themselves, or follows by itself, is left out. */
export async function fingerprint(database: DemoDatabase, slug: DemoSlug): Promise<Record<string, string>> {
  const tables = await database.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'brand_id'
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
       AND c.relname NOT IN ('events', 'event_leases', 'event_receipts', 'connections', 'jobs', 'search_documents') ORDER BY 1`,
  );
  const sums: Record<string, string> = {};
  for (const { name } of tables) {
    const [{ sum }] = await database.query<{ sum: string }>(
      `SELECT coalesce(md5(string_agg(t::text, '' ORDER BY t::text)), '') AS sum FROM ${name} t WHERE brand_id = $1`,
      [database.brands[slug].id],
    );
    sums[name] = sum;
  }
  return sums;
}

/** What the ids that stand in forms point to. */
export async function kindsInForms(database: DemoDatabase): Promise<Map<string, Kind>> {
  const tables = {
    members: 'member',
    groups: 'group',
    rules: 'rule',
    sites: 'site',
    targeting_rules: 'targeting rule',
    responses: 'response',
    tags: 'tag',
  } as const;
  const kinds = new Map<string, Kind>();
  for (const [table, kind] of Object.entries(tables)) {
    for (const { id } of await database.query<{ id: string }>(`SELECT id FROM ${table}`)) kinds.set(id, kind);
  }
  return kinds;
}

async function mail(
  database: DemoDatabase,
  { brandId, conversation, visitorId }: { brandId: string; conversation: string; visitorId: string },
): Promise<string> {
  const id = newId();
  await database.query(
    `INSERT INTO notifications (brand_id, id, channel, template, recipient, locale, visitor_id, conversation_id, state,
       provider_id, created_at, queued_at, state_at)
     VALUES ($1, $2, 'email', 'answer', 'ada@example.org', 'fr', $3, $4, 'sent', $5, '2026-01-01', '2026-01-01', '2026-01-01')`,
    [brandId, id, visitorId, conversation, `${id}@test`],
  );
  await database.query(
    `INSERT INTO mailbox_mails (brand_id, notification_id, recipient, sender, subject, headers, html, body, at)
     VALUES ($1, $2, 'ada@example.org', 'A brand', 'An answer', '{}', '<p>An answer</p>', 'An answer', '2026-01-01')`,
    [brandId, id],
  );
  return id;
}

async function invitation(database: DemoDatabase, brandId: string): Promise<string> {
  const id = newId();
  await database.query(
    `INSERT INTO invitations (brand_id, id, email, role, kind, group_ids, locale, state, invited_by, created_at, sent_at,
       sendings, expires_at)
     SELECT $1, $2, $3, 'agent', 'staff', '{}', 'en', 'open', m.id, '2026-01-01', '2026-01-01', 1, '2026-01-01'
     FROM members m WHERE m.brand_id = $1 AND m.role = 'admin' LIMIT 1`,
    [brandId, id, `${id}@invited.test`],
  );
  return id;
}

async function receivedMail(
  database: DemoDatabase,
  { brandId, conversation }: { brandId: string; conversation: string },
): Promise<string> {
  const id = newId();
  await database.query(
    `INSERT INTO received_mails (brand_id, id, kind, conversation_id, mail_key, return_path, size, state, body, received_at, state_at)
     VALUES ($1, $2, 'reply', $3, $4, 'ada@example.org', 1, 'entered', 'An answer', '2026-01-01', '2026-01-01')`,
    [brandId, id, conversation, id],
  );
  return id;
}

async function uploaded(
  database: DemoDatabase,
  owner: { brandId: string; siteId: string; conversation: string; side: string; by: string },
): Promise<string> {
  const id = newId();
  await database.query(
    `INSERT INTO files (brand_id, id, conversation_id, site_id, side, uploaded_by, name, type, size, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'lamp.png', 'image/png', 1, '2026-01-01')`,
    [owner.brandId, id, owner.conversation, owner.siteId, owner.side, owner.by],
  );
  return id;
}
