import type { Socket } from 'socket.io-client';
import { BoardLive } from '../../src/board/board.live.js';
import {
  CloseConversation,
  ConversationMoved,
  ConversationsLive,
  MessageCreated,
  SnoozeConversation,
} from '../../src/conversations/index.js';
import { GroupSaved, RuleSaved } from '../../src/distribution/index.js';
import type { MemberActor } from '../../src/kernel/index.js';
import { AvailabilityChanged, MemberRenamed, MemberSaved } from '../../src/members/index.js';
import { Live } from '../../src/platform/index.js';
import { ConversationTagged, ConversationUntagged, TagSaved } from '../../src/tags/index.js';
import {
  VisitorAddressChanged,
  VisitorIdentified,
  VisitorMerged,
  VisitorSettingsChanged,
} from '../../src/visitors/index.js';
import { EventsAlone } from '../support/events-alone.js';
import {
  DeskWorld,
  heard,
  until,
  type DeskBrand,
  type DeskMember,
  type MemberBrowser,
} from '../desk/world.js';

let world: DeskWorld;
let brand: DeskBrand;
let other: DeskBrand;
let lea: DeskMember;
let karim: DeskMember;
let boss: MemberBrowser;
let bossActor: MemberActor;
let board: string;

beforeAll(async () => {
  world = await DeskWorld.start();
  brand = await world.brand('lumiere');
  other = await world.brand('fjord');
  board = '/b/lumiere/board';
  lea = await brand.member('Lea', { capacity: 2 });
  karim = await brand.member('Karim', { capacity: 1 });
  const { id, accountId, email } = await brand.member('Boss', { role: 'manager', capacity: 0 });
  bossActor = { kind: 'member', brandId: brand.id, id, accountId, role: 'manager', locale: 'fr' };
  boss = await world.signIn(email, 'fr');
  await other.member('Sam', { role: 'manager' });
});

afterAll(async () => world?.close());

it('is a plain refusal for agents, and nothing for strangers', async () => {
  const agent = await world.signIn(lea.email, 'fr');
  await agent.get(board).expect(403);
  expect((await agent.post(`${board}/closures`, {}, brand.desk)).status).toBe(403);
  expect((await agent.post(`${board}/releases`, {}, brand.desk)).status).toBe(403);
  await boss.get('/b/fjord/board').expect(404);
});

it('says that nothing is open', async () => {
  const { text } = await boss.get(board).expect(200);
  expect(text).toContain('Personne n’attend.');
  expect(text).toContain('Aucune conversation en cours.');
  expect(text).toContain('Aucune conversation en pause.');
});

describe('with conversations', () => {
  let leas: { disconnect(): void };
  let onDesk: string;
  let snoozed: string;
  let waiting: string;
  let kept: string;

  beforeAll(async () => {
    leas = await (await world.signIn(lea.email)).connect(brand.slug);
    onDesk = await brand.start(await brand.visitor('Anna'), 'Une lampe');
    snoozed = await brand.start(await brand.visitor('Bruno'), 'Un fauteuil');
    await until(async () => (await stateOf(snoozed)) === 'on_desk');
    const later = new Date(Date.now() + 3_600_000);
    const input = { conversationId: snoozed, until: later, keep: true };
    await world.running.app.get(SnoozeConversation).run(bossActor, input);
    kept = await brand.start(await brand.visitor('Chloe'), 'Un tapis');
    waiting = await brand.start(await brand.visitor('Denis'), 'Une chaise');
    await until(async () => (await stateOf(kept)) === 'on_desk');
  });

  it('shows who waits with the reason, who is on whose desk, and what is set aside', async () => {
    const columns = await columnsOf(board);
    expect(rowsIn(columns.waiting)).toEqual([waiting]);
    expect(columns.waiting).toMatch(/Advisers \d+ · Advice/);
    expect(columns.waiting).toContain('Denis');
    expect(columns.waiting).toContain('Tout le groupe est complet.');
    expect(rowsIn(columns.on_desk).sort()).toEqual([onDesk, kept].sort());
    expect(columns.on_desk).toMatch(/Lea<[^]*Disponible[^]*2\/2/);
    expect(rowsIn(columns.snoozed)).toEqual([snoozed]);
    expect(columns.snoozed).toContain('Bruno');
  });

  it('narrows by what is asked, and keeps it in its fields', async () => {
    const ids = async (query: string) => rowsIn((await boss.get(`${board}?${query}`).expect(200)).text);
    expect(await ids('state=waiting')).toEqual([waiting]);
    expect((await ids(`member=${lea.id}`)).sort()).toContain(onDesk);
    expect(await ids(`member=${karim.id}`)).toEqual([]);
    expect(await ids('origin=direct')).toEqual([]);
    expect(await ids('origin=targeted&language=fr')).toHaveLength(4);
    expect(await ids('language=ar')).toEqual([]);
    expect(await ids(`site=${other.siteId}`)).toEqual([]);
    expect(await ids(`site=${brand.siteId}&unread=1`)).toHaveLength(4);
    expect(await ids('waits=5')).toEqual([]);
    await world.database.query(
      `UPDATE conversations SET queued_at = queued_at - interval '10 minutes' WHERE id = $1`,
      [waiting],
    );
    expect(await ids('waits=5')).toEqual([waiting]);
    expect((await boss.get(`${board}?state=waiting`)).text).toMatch(/<option value="waiting" selected>/);
    const nonsense = 'group=nobody&waits=x&after_waiting=1.2&after_on_desk=%00&unread[]=1&state=closed';
    await boss.get(`${board}?${nonsense}`).expect(200);
  });

  it('shows a conversation beside the columns, to write notes in and no message', async () => {
    const page = await boss.get(`${board}/conversations/${onDesk}?state=on_desk`).expect(200);
    expect(rowsIn(page.text)).toContain(onDesk);
    expect(rowsIn(page.text)).not.toContain(waiting);
    expect(page.text).toContain(`href="${board}?state&#x3D;on_desk" aria-label="Fermer le volet"`);
    const { text } = await boss.get(`${board}/conversations/${onDesk}/panel`).expect(200);
    expect(text).not.toContain('data-row');
    expect(text).toContain('Attribuée à Lea');
    expect(text).toContain('Une lampe');
    expect(text).toContain('value="note"');
    expect(text).not.toContain('value="message"');
    expect(text).not.toContain('/release"');
    const waits = await boss.get(`${board}/conversations/${waiting}/panel`).expect(200);
    expect(waits.text).not.toContain('/release"');
  });

  it('keeps the columns around a conversation that is not there, and foreign ones to themselves', async () => {
    const foreign = await other.start(await other.visitor('Stranger'), 'Secret');
    const page = await boss.get(`${board}/conversations/${foreign}`).expect(404);
    expect(page.text).toContain('introuvable');
    expect(page.text).not.toContain('Secret');
    expect(rowsIn(page.text)).toContain(onDesk);
    await boss.get(`${board}/conversations/${foreign}/panel`).expect(404);
    const agent = await world.signIn(lea.email, 'fr');
    await agent.get(`${board}/conversations/${onDesk}`).expect(403);
    await agent.get(`${board}/conversations/${onDesk}/panel`).expect(403);
  });

  it('releases what may be released, and tells why the rest is not', async () => {
    const answer = await act('releases', [onDesk, snoozed]);
    expect(answer.text).toContain('0 conversation relâchée');
    expect(answer.text).toContain('Lea est en ligne');
    expect(refusedIn(answer.text)).toEqual(['Anna', 'Bruno']);
    leas.disconnect();
    await world.database.query(`UPDATE members SET state = 'offline' WHERE id = $1`, [lea.id]);
    const { text } = await boss.get(`${board}/conversations/${onDesk}/panel`).expect(200);
    expect(text).toContain(`action="/b/lumiere/board/conversations/${onDesk}/release"`);
    const again = await act('releases', [onDesk, kept]);
    expect(again.text).toContain('2 conversations relâchées');
    expect(again.text).not.toContain('Refusé');
    const events = await world.database.query<{ id: string }>(
      `SELECT conversation_id AS id FROM events WHERE name = 'conversation.released' AND actor_id = $1 ORDER BY no`,
      [bossActor.id],
    );
    expect(events.map(({ id }) => id)).toEqual([onDesk, kept]);
  });

  it('closes each alone: what somebody has closed meanwhile is told, the rest is done', async () => {
    await world.running.app.get(CloseConversation).run(bossActor, { conversationId: onDesk });
    const foreign = await other.start(await other.visitor('Foreign'), 'Hello');
    const answer = await act('closures', [onDesk, kept, waiting, foreign]);
    expect(answer.text).toContain('2 conversations clôturées');
    expect(refusedIn(answer.text)).toEqual(['Anna', 'Visiteur']);
    expect(await stateOf(waiting)).toBe('closed');
    expect(await stateOf(foreign)).not.toBe('closed');
  });

  it('does nothing with none and with more than a hundred', async () => {
    expect((await act('closures', [])).status).toBe(422);
    const many = Array.from(
      { length: 101 },
      (_, at) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    );
    const answer = await act('closures', many);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('100');
    expect((await act('closures', many.slice(1))).status).toBe(200);
  });
});

it('tells open boards that something has changed, without anybody being at a desk by it', async () => {
  const socket = await world.connect(boss.cookie(), brand.slug, { board: true });
  const told = new Promise((resolve) => socket.once('board', resolve));
  await brand.start(await brand.visitor('Late'), 'Anybody?');
  await told;
  const id = await brand.start(await brand.visitor('Later'), 'Me too');
  const followed = await socket.timeout(5000).emitWithAck('follow', { conversationIds: [id] });
  expect(followed).toMatchObject({ ok: true, conversations: [{ id }] });
  const [{ state }] = await world.database.query('SELECT state FROM members WHERE id = $1', [bossActor.id]);
  expect(state).toBe('offline');
  const agent = await world.signIn(karim.email);
  await expect(world.connect(agent.cookie(), brand.slug, { board: true })).rejects.toThrow();
});

describe('an open board', () => {
  let socket: Socket;

  beforeAll(async () => {
    const sam = await world.signIn('sam@fjord.test');
    socket = await world.connect(sam.cookie(), other.slug, { board: true });
  });

  it.each([
    ConversationMoved,
    ConversationTagged,
    ConversationUntagged,
    MessageCreated,
    VisitorIdentified,
    VisitorAddressChanged,
    VisitorSettingsChanged,
    VisitorMerged,
    AvailabilityChanged,
    MemberRenamed,
    MemberSaved,
    GroupSaved,
    RuleSaved,
    TagSaved,
  ])('hears of $name', async (change) => {
    const { app } = world.running;
    const events = new EventsAlone(world.running);
    new BoardLive(events, app.get(Live), app.get(ConversationsLive)).onModuleInit();
    const told = heard(socket, 'board');
    events.happen(change, other.id);
    await told;
  });
});

describe('with many who wait', () => {
  beforeAll(async () => {
    const first = await brand.start(await brand.visitor('Many'), 'The first of many');
    await world.database.query(
      `INSERT INTO conversations (brand_id, id, site_id, visitor_id, origin, state, asynchronous, locale, rule_id, group_id,
         queue_id, queue_no, queued_at, started_at)
       SELECT brand_id, gen_random_uuid(), site_id, visitor_id, origin, 'waiting', true, locale, rule_id, group_id, queue_id,
         queue_no + n, queued_at + n * interval '1 second', started_at
       FROM conversations, generate_series(1, 549) n WHERE id = $1`,
      [first],
    );
  });

  it('makes a column longer, up to a length, and goes on after it', async () => {
    let url: string | null = `${board}?state=waiting`;
    let before: string[] = [];
    let seen: string[] = [];
    const lengths: number[] = [];
    while (url) {
      const { text }: { text: string } = await boss.get(url).expect(200);
      const rows = rowsIn(text);
      seen = [...before, ...rows];
      lengths.push(rows.length);
      expect(text).toContain(`En attente (${rows.length})`);
      const longer = linkIn(text, 'Afficher plus');
      if (!longer) before = seen;
      url = longer ?? linkIn(text, 'Suivant');
    }
    expect(lengths.slice(0, 11)).toEqual([50, 100, 150, 200, 250, 300, 350, 400, 450, 500, lengths[10]]);
    expect(new Set(seen).size).toBe(seen.length);
    const waiting = await world.database.query<{ id: string }>(
      `SELECT id FROM conversations WHERE brand_id = $1 AND state = 'waiting' ORDER BY queued_at, id`,
      [brand.id],
    );
    expect(seen).toEqual(waiting.map(({ id }) => id));
  });

  it('counts no further than a hundred, and says where a selection ends', async () => {
    const { text } = await boss.get(`${board}?state=waiting`).expect(200);
    expect(text).toContain('99+');
    expect(text).toMatch(/data-choose-all data-has-more="true"/);
    const { text: end } = await boss.get(`${board}?state=waiting&waits=1440`).expect(200);
    expect(end).not.toContain('data-choose-all');
  });

  it('takes no length that it does not offer', async () => {
    for (const pages of ['0', '11', '-1', '1.5', 'all', '9e9']) {
      const { text } = await boss.get(`${board}?state=waiting&pages_waiting=${pages}`).expect(200);
      expect(rowsIn(text)).toHaveLength(50);
    }
  });
});

function linkIn(text: string, words: string): string | null {
  const href = new RegExp(`href="([^"]+)" [^>]*data-board-\\w+>${words}`).exec(text)?.[1];
  return href?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=') ?? null;
}

async function act(what: 'closures' | 'releases', ids: string[]) {
  const page = await boss.get(board);
  const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const fields = new URLSearchParams([['_csrf', token], ...ids.map((id) => ['conversation', id])]);
  const request = boss.agent.post(`${board}/${what}`).redirects(0).type('form').set('HX-Request', 'true');
  return request.send(fields.toString());
}

async function columnsOf(url: string): Promise<Record<string, string>> {
  const { text } = await boss.get(url).set('HX-Request', 'true').expect(200);
  const columns = text.split('<section class="board-column"').slice(1);
  return Object.fromEntries(columns.map((column) => [/data-column="(\w+)"/.exec(column)?.[1] ?? '', column]));
}

function rowsIn(text: string): string[] {
  return [...text.matchAll(/data-row="([0-9a-f-]+)"/g)].map(([, id]) => id);
}

function refusedIn(text: string): string[] {
  return [...text.matchAll(/<li><b dir="auto">(\w+)/g)].map(([, name]) => name);
}

async function stateOf(id: string): Promise<string> {
  const rows = await world.database.query<{ state: string }>(
    'SELECT state FROM conversations WHERE id = $1',
    [id],
  );
  return rows[0].state;
}
