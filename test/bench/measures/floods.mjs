import { randomUUID } from 'node:crypto';
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { getPriority, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { io } from 'socket.io-client';
import { ReplyAddress } from '../../../dist/mail/reply-address.js';
import { Secrets } from '../../../dist/platform/secrets.js';
import { id } from '../support/database.mjs';
import { now, percentile, sleep, told } from '../support/measure.mjs';
import { makePeople, signIn } from '../support/people.mjs';
import { SECRET_KEY, startProduct } from '../support/product.mjs';

const HERE = join(import.meta.dirname, '..');
const ORIGIN = 'http://shop.localhost';
const KINDS = [
  ...['starts', 'hello', 'uploads', 'identify', 'content', 'sockets', 'mail'],
  ...['signIns', 'names', 'addresses', 'templates', 'control'],
];
const PICTURES = 12;
const JOBS_PER_SECOND = 10;
/** Other brands, each with a member who has as many conversations on the desk. */
const OTHERS = 8;
const TALKS = 5;
const WARM_SECONDS = 12;
/** What a flood has left behind is done before the next is measured. */
const REST_MS = 1500;
const MAIL_DOMAIN = 'bench.test';

/**
 * Another brand's main job (a visitor writes, a member reads it and answers, the visitor reads that, both reload), p95 in
 * milliseconds, by kind of flood: quiet and beside it, in turn. The limits are those of every day.
 */
export async function floods({ database, port, seconds, rounds, kinds = KINDS }) {
  const {
    brands: [flooded],
  } = await makePeople(database, { brands: 1, conversations: PICTURES * rounds * kinds.length });
  // An account has a pace of its own: who floods as a member is none of those who are measured, and none of those works for ten.
  const flooding = await makePeople(database, { brands: 1, conversations: 1 });
  const others = [];
  for (let at = 0; at < OTHERS; at += 1)
    others.push(await makePeople(database, { brands: 1, conversations: TALKS }));
  await openToAll(database, flooded);
  const folder = await mkdtemp(join(tmpdir(), 'causerie-flood-'));
  const picture = join(folder, 'large.png');
  await sharp({ create: { width: 7000, height: 7000, channels: 3, background: '#336699' } })
    .png()
    .toFile(picture);
  const mailPort = port + 3000;
  const app = await startProduct({
    database,
    port,
    env: { RATE_LIMIT_FACTOR: '1', TRUST_PROXY: '1', MAIL_LISTEN_PORT: String(mailPort), MAIL_DOMAIN },
  });
  try {
    const jobs = await openJobs(app.url, others);
    const target = await targetOf(database, {
      ...{ url: app.url, flooded, picture, mailPort },
      slug: flooding.brands[0].slug,
      cookie: await signIn(app.url, flooding.account),
    });
    await jobs.run(WARM_SECONDS);
    const measured = Object.fromEntries(kinds.map((kind) => [kind, []]));
    for (let round = 0; round < rounds; round += 1)
      for (const [at, kind] of kinds.entries()) {
        const flooder = await ready();
        const quiet = await jobs.run(seconds);
        const first = (round * kinds.length + at) * PICTURES;
        const tokens = flooded.talks.slice(first, first + PICTURES).map(({ token }) => token);
        const address = `198.51.${100 + at}.${round + 1}`;
        const flood = begin(flooder, {
          ...target,
          kind,
          seconds: seconds + 0.5,
          address,
          tokens,
        });
        await sleep(300);
        const beside = await jobs.run(seconds);
        const { done, refused } = await flood;
        measured[kind].push({ quiet, beside, ratio: beside / quiet, done, refused });
        console.log(
          `     ${kind} ${round + 1}: ${Math.round(quiet)} ms, beside it ${Math.round(beside)} ms (${done} done, refused ${JSON.stringify(refused)})`,
        );
        await sleep(REST_MS);
      }
    jobs.close();
    return measured;
  } finally {
    await app.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A flood comes from machines of its own: here it has started before anything is measured, and takes the time that nobody else wants. */
async function ready() {
  const child = fork(join(HERE, 'load/floods.mjs'));
  setPriority(child.pid, Math.min(19, getPriority() + 19));
  await told(child, (message) => message === 'ready');
  return child;
}

function begin(child, flood) {
  child.send(flood);
  return told(child, ({ done }) => done !== undefined);
}

/** A rule that answers everywhere, and a site that takes pictures. */
async function openToAll(database, { id: brand_id, siteId, memberId }) {
  const [group, rule] = [{ id: id() }, { id: id() }];
  const at = { created_at: '2026-01-01T00:00:00Z' };
  await database.query('UPDATE sites SET file_types = $2 WHERE brand_id = $1', [brand_id, ['image/png']]);
  await database.insert('groups', [{ brand_id, ...group, name: 'Advice', active: true, ...at }]);
  await database.insert('group_members', [{ brand_id, group_id: group.id, member_id: memberId }]);
  await database.insert('rules', [
    { brand_id, ...rule, name: 'Advice', enabled: true, sharing: 'cascade', last_resort: 'nothing', ...at },
  ]);
  await database.query(
    'INSERT INTO queues (brand_id, id, rule_id, group_id, threshold) VALUES ($1, $2, $3, $4, 100)',
    [brand_id, id(), rule.id, group.id],
  );
  await database.insert('targeting_rules', [
    {
      brand_id,
      id: id(),
      site_id: siteId,
      name: 'Everywhere',
      position: 1,
      enabled: true,
      conditions: [],
      rule_id: rule.id,
    },
  ]);
}

async function targetOf(database, { flooded, ...rest }) {
  const documents = await database.query('SELECT id FROM documents WHERE brand_id = $1', [flooded.id]);
  const replies = new ReplyAddress({ mailDomain: MAIL_DOMAIN }, new Secrets({ secretKey: SECRET_KEY }));
  const { conversationId } = flooded.talks[0];
  return {
    ...rest,
    origin: ORIGIN,
    siteKey: flooded.siteKey,
    documentIds: documents.map((document) => document.id),
    replyAddress: replies.make({ brandId: flooded.id, conversationId }),
  };
}

/** People of other brands who do their main job, each visitor from an address of their own. */
async function openJobs(url, others) {
  const office = { origin: url, 'x-forwarded-for': '203.0.113.9' };
  const socketOf = async (namespace, auth, more = {}) => {
    const socket = io(`${url}/${namespace}`, {
      transports: ['websocket'],
      forceNew: true,
      auth,
      extraHeaders: { ...office, ...more },
    });
    await new Promise((resolve, reject) => {
      socket.once(namespace === 'member' ? 'hello' : 'connect', resolve);
      socket.once('connect_error', reject);
    });
    return socket;
  };
  const places = [];
  for (const { account, brands } of others) {
    const [brand] = brands;
    const cookie = await signIn(url, account);
    const member = await socketOf('member', { brand: brand.slug, locale: 'fr' }, { cookie });
    const { talks } = brand;
    const conversationIds = talks.map(({ conversationId }) => conversationId);
    await member.timeout(5000).emitWithAck('follow', { conversationIds });
    for (const { token, conversationId } of talks) {
      const auth = { site: brand.siteKey, part: 'messenger', token, locale: 'fr' };
      const from = { 'x-forwarded-for': `192.0.2.${places.length + 1}` };
      const visitor = await socketOf('visitor', auth, from);
      places.push({ brand, cookie, member, visitor, token, conversationId, from });
    }
  }
  places.sort((one, other) => one.conversationId.localeCompare(other.conversationId));

  const says = async (from, to, { conversationId }) => {
    const clientId = randomUUID();
    const heard = new Promise((resolve) => {
      const hear = (entry) => {
        if (entry.clientId !== clientId) return;
        to.off('entry', hear);
        resolve();
      };
      to.on('entry', hear);
    });
    const message = { conversationId, clientId, body: 'Hello, where is my order?', fileIds: [] };
    const answer = await from.timeout(20_000).emitWithAck('message', message);
    if (!answer.ok) throw new Error(`The main job was refused: ${answer.code}`);
    await heard;
  };
  const reloads = async (path, more) => {
    const answer = await fetch(`${url}${path}`, { headers: { ...office, ...more } });
    await answer.text();
    if (!answer.ok) throw new Error(`A reload was answered with ${answer.status}.`);
  };
  const job = async (place) => {
    const began = now();
    const { brand, cookie, member, visitor, token, conversationId, from } = place;
    await says(visitor, member, place);
    await says(member, visitor, place);
    await reloads(`/w/${brand.siteKey}/content?conversation=${conversationId}`, {
      authorization: `Bearer ${token}`,
      ...from,
    });
    await reloads(`/b/${brand.slug}/desk/conversations/${conversationId}`, { cookie });
    return now() - began;
  };
  let next = 0;
  return {
    /** Jobs at an even pace for so many seconds, whether those before are done or not: their 95th percentile. */
    async run(seconds) {
      const running = [];
      const began = now();
      for (let at = 0; at < seconds * JOBS_PER_SECOND; at += 1) {
        await sleep(Math.max(0, began + (at * 1000) / JOBS_PER_SECOND - now()));
        running.push(job(places[next++ % places.length]));
      }
      return percentile(await Promise.all(running), 0.95);
    },
    close: () => places.forEach(({ member, visitor }) => (member.disconnect(), visitor.disconnect())),
  };
}
