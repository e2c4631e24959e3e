import type { Person } from '../../support/chromium.js';
import { declared, obstacles } from '../../support/for-everybody.js';
import { openStage, type Stage } from '../../support/stage.js';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage('lively');
  await haveMails();
});
afterAll(() => stage?.close());

async function idOf(table: string, slug: 'maison-lumiere' | 'fjord', where = 'true'): Promise<string> {
  const [{ id }] = await stage.database.query<{ id: string }>(
    `SELECT id FROM ${table} WHERE brand_id = $1 AND ${where} ORDER BY id LIMIT 1`,
    [stage.database.brands[slug].id],
  );
  return id;
}

/** A mail that went out, one that did not, and what came back by mail. */
async function haveMails(): Promise<void> {
  const { id: brandId } = stage.database.brands.fjord;
  const conversationId = await idOf('conversations', 'fjord', `state = 'on_desk'`);
  for (const [template, state, reason] of [
    ['reply', 'delivered', null],
    ['reply', 'failed', 'bounced'],
  ])
    await stage.database.query(
      `INSERT INTO notifications (brand_id, id, channel, template, recipient, locale, conversation_id, state, reason,
         tries, provider_id, created_at, queued_at, state_at)
       VALUES ($1, gen_random_uuid(), 'email', $2, 'isla@customer.test', 'en', $3, $4, $5, 1, 'one@fjord.test', now(), now(), now())`,
      [brandId, template, conversationId, state, reason],
    );
  await stage.database.query(
    `INSERT INTO received_mails (brand_id, id, kind, conversation_id, mail_key, return_path, sender, sender_known, size,
       state, received_at, state_at)
     VALUES ($1, gen_random_uuid(), 'reply', $2, 'one', 'isla@customer.test', 'isla@customer.test', true, 900, 'entered', now(), now())`,
    [brandId, conversationId],
  );
  await stage.database.query(
    `INSERT INTO mailbox_mails (brand_id, notification_id, recipient, sender, subject, headers, html, body, at)
     SELECT brand_id, id, recipient, 'Fjord Outfitters <no-reply@localhost>', 'Maya from Fjord Outfitters answered you', '{}',
       '<!doctype html><html lang="en"><title>Answer</title><p>Hello Isla</p></html>', 'Hello Isla', now()
     FROM notifications WHERE brand_id = $1`,
    [brandId],
  );
}

describe('the administration', () => {
  let admin: Person | undefined;
  const PAGES: Record<string, () => Promise<string> | string> = {
    rules: () => 'rules',
    'a rule': async () => `rules/${await idOf('rules', 'fjord')}`,
    'a new rule': () => 'rules/new',
    groups: () => 'groups',
    'a group': async () => `groups/${await idOf('groups', 'fjord')}`,
    'a new group': () => 'groups/new',
    members: () => 'members',
    'a member': async () => `members/${await idOf('members', 'fjord', `role = 'agent'`)}`,
    sites: () => 'sites',
    'a site': async () => `sites/${await idOf('sites', 'fjord')}`,
    'a new site': () => 'sites/new',
    targeting: () => 'targeting',
    'the targeting of a site': async () => `targeting/sites/${await idOf('sites', 'fjord')}`,
    'a targeting rule': async () => `targeting/${await idOf('targeting_rules', 'fjord')}`,
    'texts in Arabic': () => 'texts/ar',
    documents: () => 'documents',
    'a document': async () => `documents/${await idOf('documents', 'fjord')}`,
    'a new version of a document': () => 'documents/visitors/terms/new',
    'canned responses': () => 'responses',
    'a canned response': async () => `responses/${await idOf('responses', 'fjord', 'member_id IS NULL')}`,
    'a new canned response': () => 'responses/new',
    tags: () => 'tags',
    'a tag': async () => `tags/${await idOf('tags', 'fjord')}`,
    'what waits': () => 'waiting',
    'the audit log': () => 'audit',
    'the brand': () => 'brand',
    'the opening hours of the brand': () => 'hours',
    'the opening hours of a site': async () => `hours/sites/${await idOf('sites', 'fjord')}`,
    'blocked visitors': () => 'blocked',
    'mails that went out': () => 'mails/records',
    'a mail that failed': async () =>
      `mails/records/${await idOf('notifications', 'fjord', `state = 'failed'`)}`,
    'mails that came in': () => 'mails/received',
    'who writes the mails': () => 'mails/sender',
    'what mails say': () => 'mails/templates',
    'the mailbox': () => 'mails/mailbox',
    'a mail in the mailbox': async () => `mails/mailbox/${await idOf('notifications', 'fjord')}`,
    'texts in English': () => 'texts/en',
    'the audit log of blocks': () => 'audit?what=visitor.blocked',
    'my canned responses': () => 'responses?whose=mine',
  };

  it.each(Object.keys(PAGES))('%s', async (name) => {
    const french = Object.keys(PAGES).indexOf(name) % 2 === 0;
    admin ??= await stage.member('admin@fjord.test');
    const { page, complaints } = admin;
    await stage.database.query(`UPDATE accounts SET locale = $1 WHERE email = 'admin@fjord.test'`, [
      french ? 'fr' : 'en',
    ]);
    await page.goto(`${stage.url}/b/fjord/admin/${await PAGES[name]()}`);
    expect(await declared(page)).toBe(french ? 'fr ltr' : 'en ltr');
    expect(await obstacles(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
