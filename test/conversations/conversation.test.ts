import { randomUUID } from 'node:crypto';
import {
  CloseConversation,
  ConversationAccess,
  ConversationClosed,
  MarkRead,
  PostMessage,
  StartConversationRecord,
  Threads,
  Unread,
  WriteNote,
} from '../../src/conversations/index.js';
import { systemActor, type MemberActor, type VisitorActor } from '../../src/kernel/index.js';
import { Events, UnitOfWork } from '../../src/platform/index.js';
import { outcomeOf } from '../support/outcome.js';
import { startWorld, type World } from './world.js';

let world: World;
let visitor: VisitorActor;
let lea: MemberActor;
let conversationId: string;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  visitor = await world.visitor({ name: 'Ada' });
  lea = await world.member('Léa');
  conversationId = await world.conversation(visitor, { member: lea });
});

const say = (actor: VisitorActor | MemberActor, body: string, id = conversationId) =>
  world.get(PostMessage).run(actor, { conversationId: id, clientId: randomUUID(), body });
const note = (body: string) =>
  world.get(WriteNote).run(lea, { conversationId, clientId: randomUUID(), body });
const texts = (entries: { kind: string }[]) =>
  entries.map((entry) => {
    const { parts, line } = entry as { parts?: { text: string }[]; line?: string };
    return line ?? (parts ?? []).map(({ text }) => text).join('');
  });

describe('closing', () => {
  test('ends the contact, frees the place and tells where it came from, once', async () => {
    const heard: unknown[] = [];
    world.get(Events).onCommitted(ConversationClosed, (event) => void heard.push(event.data));
    await world.get(CloseConversation).run(lea, { conversationId });
    const [row] = await world.database.query(
      `SELECT c.state, c.member_id, c.closed_by, k.ended_how FROM conversations c JOIN contacts k ON k.conversation_id = c.id
       WHERE c.id = $1`,
      [conversationId],
    );
    expect(row).toEqual({ state: 'closed', member_id: null, closed_by: lea.id, ended_how: 'closed' });
    expect(heard).toEqual([{ reason: 'done', from: 'on_desk', memberId: lea.id, queueId: null }]);
    const { entries } = await world.get(Threads).threadPage(visitor, conversationId);
    expect(texts(entries)).toEqual(['Cette conversation est terminée']);
    expect(await outcomeOf(world.get(CloseConversation).run(lea, { conversationId }))).toBe(
      'conversation_closed',
    );
  });

  test('is for the holder, managers and the application', async () => {
    const close = world.get(CloseConversation);
    expect(await outcomeOf(close.run(await world.member('Karim'), { conversationId }))).toBe('forbidden');
    const foreign = await (await world.neighbour()).member('Admin', 'admin');
    expect(await outcomeOf(close.run(foreign, { conversationId }))).toBe('not_found');
    expect(await outcomeOf(close.run(await world.member('Manager', 'manager'), { conversationId }))).toBe(
      'done',
    );
    const held = await world.conversation(visitor, { state: 'bot' });
    await close.run(systemActor(world.brandId), { conversationId: held, reason: 'silence' });
  });

  test('by two at once happens once', async () => {
    const manager = await world.member('Manager', 'manager');
    const both = [lea, manager].map((actor) =>
      outcomeOf(world.get(CloseConversation).run(actor, { conversationId })),
    );
    const outcomes = await Promise.all(both);
    expect(outcomes).toContain('done');
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    const lines = await world.database.query(
      `SELECT FROM entries WHERE conversation_id = $1 AND code = 'closed'`,
      [conversationId],
    );
    expect(lines).toHaveLength(1);
  });
});

describe('reading', () => {
  test('each side by its own numbers: a note has no path to the visitor, not even by a gap', async () => {
    await say(visitor, 'one');
    await note('secret');
    await say(lea, 'two');
    const threads = world.get(Threads);
    const hers = await threads.threadPage(visitor, conversationId);
    expect(texts(hers.entries)).toEqual(['one', 'two']);
    expect(hers.entries.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(texts((await threads.threadPage(lea, conversationId)).entries)).toEqual(['one', 'secret', 'two']);
    expect(texts((await threads.entriesAfter(visitor, conversationId, 1)).entries)).toEqual(['two']);
    expect(texts((await threads.entriesAfter(lea, conversationId, 1)).entries)).toEqual(['secret', 'two']);
  });

  test('goes back a page at a time', async () => {
    await Promise.all(Array.from({ length: 120 }, (_, i) => say(visitor, String(i + 1))));
    const threads = world.get(Threads);
    const newest = await threads.threadPage(lea, conversationId);
    expect([newest.entries.length, newest.before]).toEqual([50, 71]);
    const middle = await threads.threadPage(lea, conversationId, { before: newest.before ?? 0 });
    const oldest = await threads.threadPage(lea, conversationId, { before: middle.before ?? 0 });
    expect(oldest.before).toBeNull();
    const all = [...oldest.entries, ...middle.entries, ...newest.entries];
    expect(texts(all)).toEqual(Array.from({ length: 120 }, (_, i) => String(i + 1)));
  });

  test('of earlier conversations goes on across them, without the one at hand and without those of others', async () => {
    const earlier = await Promise.all([world.conversation(visitor), world.conversation(visitor)]);
    const browser = await world.visitor({ mergedInto: visitor.id, rejoined: true });
    const onBrowser = await world.conversation(browser);
    for (const id of earlier) for (let i = 0; i < 30; i += 1) await say(visitor, `${id} ${i}`, id);
    await say(browser, 'from the other browser', onBrowser);
    await say(visitor, 'now');
    const threads = world.get(Threads);
    const first = await threads.history(browser, { except: conversationId });
    const second = await threads.history(browser, { except: conversationId, cursor: first.next });
    expect(second.next).toBeNull();
    const seen = [...second.conversations, ...first.conversations].flatMap(({ entries }) => texts(entries));
    expect(seen).toHaveLength(61);
    expect(new Set(seen).size).toBe(61);
    expect(seen).not.toContain('now');
  });

  test('what the visitor has hidden is shown to members only', async () => {
    await say(visitor, 'before');
    await world.database.query(`UPDATE visitors SET history_hidden_at = $2 WHERE id = $1`, [
      visitor.id,
      new Date(Date.now() + 1),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 10));
    await say(lea, 'after');
    const threads = world.get(Threads);
    expect(texts((await threads.threadPage(visitor, conversationId)).entries)).toEqual(['after']);
    expect(
      (await threads.history(visitor, {})).conversations.flatMap(({ entries }) => texts(entries)),
    ).toEqual(['after']);
    expect(texts((await threads.threadPage(lea, conversationId)).entries)).toEqual(['before', 'after']);
  });

  test('is counted until the mark, which only grows', async () => {
    await say(lea, 'one');
    await note('secret');
    await say(lea, 'two');
    await say(visitor, 'three');
    const unread = world.get(Unread);
    const count = async () => (await unread.ofVisitor(visitor)).get(conversationId) ?? 0;
    expect(await count()).toBe(2);
    const read = world.get(MarkRead);
    await read.run(visitor, { conversationId, seq: 1 });
    expect(await count()).toBe(1);
    await read.run(visitor, { conversationId, seq: 99 });
    await read.run(visitor, { conversationId, seq: 1 });
    expect(await count()).toBe(0);
    expect((await unread.ofMember(lea, [conversationId])).get(conversationId)).toBe(1);
    await read.run(lea, { conversationId, seq: 4 });
    expect((await unread.ofMember(lea, [conversationId])).size).toBe(0);
  });
});

describe('access', () => {
  const may = (actor: VisitorActor | MemberActor, id = conversationId) =>
    outcomeOf(world.get(ConversationAccess).conversation(actor, id));

  test('agents read what is or was on their desk, is assigned to them, or belongs to whom they talk with', async () => {
    const karim = await world.member('Karim');
    expect([await may(lea), await may(karim), await may(await world.member('M', 'manager'))]).toEqual([
      'done',
      'forbidden',
      'done',
    ]);
    await world.database.query(
      `INSERT INTO contacts (brand_id, id, conversation_id, member_id, started_at, ended_at, ended_how)
       VALUES ($1, $2, $3, $4, '2026-01-01', '2026-01-02', 'transferred')`,
      [world.brandId, randomUUID(), conversationId, karim.id],
    );
    expect(await may(karim)).toBe('done');
    const earlier = await world.conversation(visitor, { state: 'closed' });
    expect([await may(lea, earlier), await may(karim, earlier)]).toEqual(['done', 'forbidden']);
  });

  test('visitors read their own; of others and other brands nothing exists', async () => {
    const neighbour = await world.neighbour();
    expect(await may(visitor)).toBe('done');
    expect(await may(await world.visitor())).toBe('not_found');
    expect(await may(await neighbour.visitor())).toBe('not_found');
    expect(await may(await neighbour.member('A', 'admin'))).toBe('not_found');
    for (const id of ['', '0', randomUUID()]) expect(await may(visitor, id)).toBe('not_found');
  });
});

describe('starting', () => {
  const message = (clientId: string, body = 'Bonjour') => ({
    side: 'visitor' as const,
    authorId: visitor.id,
    clientId,
    body,
  });
  const start = (clientId: string) =>
    world.get(UnitOfWork).run(world.brandId, () =>
      world.get(StartConversationRecord).run(visitor, {
        siteId: world.siteId,
        visitorId: visitor.id,
        origin: 'targeted',
        asynchronous: true,
        locale: 'fr',
        memberId: lea.id,
        message: message(clientId),
      }),
    );
  const repeated = (clientId: string, body?: string) =>
    world
      .get(UnitOfWork)
      .run(world.brandId, () =>
        world.get(StartConversationRecord).repeated(visitor, message(clientId, body)),
      );

  test('writes the conversation with its first message and its contact', async () => {
    const { conversationId: id, entry, contactId } = await start(randomUUID());
    expect(entry).toMatchObject({ seq: 1, visitorSeq: 1, authorName: 'Ada', body: 'Bonjour' });
    const [row] = await world.database.query(
      `SELECT c.state, c.last_seq, c.last_message_side, k.id AS contact FROM conversations c
       JOIN contacts k ON k.conversation_id = c.id WHERE c.id = $1`,
      [id],
    );
    expect(row).toEqual({ state: 'on_desk', last_seq: 1, last_message_side: 'visitor', contact: contactId });
  });

  test('finds a message that was sent before', async () => {
    const clientId = randomUUID();
    expect(await repeated(clientId)).toBeNull();
    const { conversationId: id } = await start(clientId);
    expect(await repeated(clientId)).toMatchObject({ conversationId: id, seq: 1 });
    expect(await outcomeOf(repeated(clientId, 'Bonsoir'))).toBe('message_differs');
  });
});
