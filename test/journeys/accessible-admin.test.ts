import type { Person } from '../support/chromium.js';
import { declared, obstacles } from '../support/for-everybody.js';
import { openStage, type Stage } from '../support/stage.js';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

async function idOf(table: string, slug: 'maison-lumiere' | 'fjord', where = 'true'): Promise<string> {
  const [{ id }] = await stage.database.query<{ id: string }>(
    `SELECT id FROM ${table} WHERE brand_id = $1 AND ${where} ORDER BY id LIMIT 1`,
    [stage.database.brands[slug].id],
  );
  return id;
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
