import { hash } from '@node-rs/argon2';
import { Secrets } from '../../../dist/platform/secrets.js';
import { siteKey } from '../../../dist/sites/site-key.js';
import { id } from './database.mjs';
import { SECRET_KEY } from './product.mjs';

const PASSWORD = 'a password of the bench';
const LONG_AGO = '2026-01-01T00:00:00Z';
const secrets = new Secrets({ secretKey: SECRET_KEY });

/** Brands with terms, a member who manages each (one account for all) and visitors with a conversation on the desk. */
export async function makePeople(database, { brands, conversations, entries = 1 }) {
  const account = { id: id(), email: `${id()}@bench.test` };
  await database.insert('accounts', [
    { ...account, password_hash: await hash(PASSWORD), name: 'Bench', locale: 'fr', created_at: LONG_AGO },
  ]);
  const made = [];
  for (let at = 0; at < brands; at += 1)
    made.push(await makeBrand(database, account, conversations, entries));
  await database.query('ANALYZE');
  return { account, brands: made };
}

async function makeBrand(database, account, conversations, entries) {
  const brand = { id: id(), slug: `bench-${id().slice(0, 8)}` };
  const site = { id: id() };
  const member = { id: id() };
  const documents = ['terms', 'privacy'].map((kind) => ({ id: id(), kind }));
  const at = { created_at: LONG_AGO };
  await database.insert('brands', [
    { ...brand, name: 'Bench', default_locale: 'fr', time_zone: 'Europe/Paris', state: 'active', ...at },
  ]);
  await database.insert('brand_settings', [
    { brand_id: brand.id, default_capacity: 3, assignment_minutes: 1440 },
  ]);
  await database.insert('sites', [
    {
      brand_id: brand.id,
      id: site.id,
      name: 'Shop',
      origins: ['http://shop.localhost'],
      default_locale: 'fr',
      colour: '#336699',
      position: 'end',
      file_types: [],
      secret_encrypted: secrets.seal('secret'),
      ...at,
    },
  ]);
  await database.insert('memberships', [
    { account_id: account.id, brand_id: brand.id, member_id: member.id },
  ]);
  await database.insert('members', [
    {
      brand_id: brand.id,
      id: member.id,
      account_id: account.id,
      role: 'manager',
      kind: 'staff',
      status: 'active',
      name: 'Léa Martin',
      slug: 'lea',
      capacity: 100,
      chosen_state: 'available',
      state: 'offline',
      state_since: LONG_AGO,
      ...at,
    },
  ]);
  await database.insert(
    'documents',
    documents.map((document) => ({
      brand_id: brand.id,
      ...document,
      audience: 'visitors',
      version: 1,
      must_accept: true,
      published_at: LONG_AGO,
    })),
  );
  const talks = Array.from({ length: conversations }, () => ({ visitorId: id(), conversationId: id() }));
  if (talks.length > 0) await makeTalks(database, { brand, site, member, documents, talks, entries });
  return {
    ...brand,
    siteId: site.id,
    siteKey: siteKey(brand.id, site.id),
    memberId: member.id,
    talks: talks.map((talk) => ({
      ...talk,
      token: secrets.sign('visitor', { b: brand.id, s: site.id, v: talk.visitorId }),
    })),
  };
}

async function makeTalks(database, { brand, site, member, documents, talks, entries }) {
  const of = { brand_id: brand.id };
  await database.insert(
    'visitors',
    talks.map(({ visitorId }, at) => ({
      ...of,
      id: visitorId,
      site_id: site.id,
      name: `Visitor ${at}`,
      locale: 'fr',
      attributes: {},
      email_notifications: true,
      created_at: LONG_AGO,
      last_seen_at: LONG_AGO,
    })),
  );
  await database.insert(
    'consents',
    talks.flatMap(({ visitorId }) =>
      documents.map(({ id: document_id }) => ({
        ...of,
        visitor_id: visitorId,
        document_id,
        locale: 'fr',
        at: LONG_AGO,
      })),
    ),
  );
  await database.insert(
    'conversations',
    talks.map(({ visitorId, conversationId }) => ({
      ...of,
      id: conversationId,
      site_id: site.id,
      visitor_id: visitorId,
      origin: 'targeted',
      state: 'on_desk',
      asynchronous: true,
      locale: 'fr',
      member_id: member.id,
      started_at: LONG_AGO,
      last_seq: entries,
      last_visitor_seq: entries,
      last_message_seq: entries,
      last_message_at: LONG_AGO,
      last_message_side: 'visitor',
      last_visitor_message_at: LONG_AGO,
    })),
  );
  await database.insert(
    'contacts',
    talks.map(({ conversationId }) => ({
      ...of,
      id: id(),
      conversation_id: conversationId,
      member_id: member.id,
      started_at: LONG_AGO,
    })),
  );
  await database.insert(
    'entries',
    talks.flatMap(({ visitorId, conversationId }) =>
      Array.from({ length: entries }, (_, at) => ({
        ...of,
        conversation_id: conversationId,
        seq: at + 1,
        visitor_seq: at + 1,
        kind: 'message',
        side: 'visitor',
        author_id: visitorId,
        client_id: id(),
        body: 'Hello & welcome, how can I help you with your order?',
        at: LONG_AGO,
      })),
    ),
  );
}

/** Signs in as people do, and gives the cookies of the session. */
export async function signIn(url, account) {
  const cookies = new Map();
  const keep = (answer) => {
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0].split(/=(.*)/s);
      cookies.set(name, value);
    }
  };
  const header = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const page = await fetch(`${url}/sign-in`);
  keep(page);
  const [, token] = /name="_csrf" value="([^"]+)"/.exec(await page.text());
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: header(), origin: url },
    body: new globalThis.URLSearchParams({ email: account.email, password: PASSWORD, _csrf: token }),
  });
  keep(answer);
  if (answer.status !== 303)
    throw new Error(`The bench could not sign in: ${answer.status} ${await answer.text()}`);
  // As a browser: the first page after signing in brings the token that goes with the new session.
  keep(await fetch(`${url}/account`, { headers: { cookie: header() } }));
  return header();
}
