import { randomUUID } from 'node:crypto';
import {
  ConversationAccess,
  MarkRead,
  Mentions,
  PostMessage,
  Threads,
  WriteNote,
} from '../../src/conversations/index.js';
import { newId, type MemberActor, type VisitorActor } from '../../src/kernel/index.js';
import { outcomeOf } from '../support/outcome.js';
import { startWorld, type World } from './world.js';

let world: World;
let visitor: VisitorActor;
let lea: MemberActor;
let manager: MemberActor;
let conversationId: string;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  visitor = await world.visitor({ name: 'Ada' });
  lea = await world.member('Léa');
  manager = await world.member('Odile Martin', 'manager');
  conversationId = await world.conversation(visitor, { member: lea });
});

const note = (actor: MemberActor, body: string, mentionIds: string[] = [], clientId: string = randomUUID()) =>
  world.get(WriteNote).run(actor, { conversationId, clientId, body, mentionIds });
const say = (actor: VisitorActor | MemberActor, body: string) =>
  world.get(PostMessage).run(actor, { conversationId, clientId: randomUUID(), body });
const unread = async (actor: MemberActor) =>
  (await world.get(Mentions).of(actor)).filter(({ unread }) => unread).map(({ excerpt }) => excerpt);
const events = () =>
  world.database.query<{ data: object }>(
    `SELECT data FROM events WHERE name = 'note.mentioned' AND conversation_id = $1`,
    [conversationId],
  );

test('the holder writes notes, managers whisper into any conversation, others do not', async () => {
  const karim = await world.member('Karim');
  expect(await note(lea, 'She wants it by Friday')).toMatchObject({ state: 'posted', visitorSeq: null });
  expect(await note(manager, 'Offer her the express')).toMatchObject({ state: 'posted', visitorSeq: null });
  expect(await outcomeOf(note(karim, 'Who is that?'))).toBe('forbidden');
});

test('a note reaches the visitor by nothing: no entry, no number left out, no mark moved', async () => {
  await say(visitor, 'Hello');
  await note(lea, 'secret one', [manager.id]);
  await say(lea, 'Hello Ada');
  await note(manager, 'secret two');
  await say(visitor, 'Thank you');
  const shown = await world.get(Threads).threadPage(visitor, conversationId);
  const caughtUp = await world.get(Threads).entriesAfter(visitor, conversationId, 0);
  expect(shown.entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(caughtUp.entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(JSON.stringify([shown, caughtUp])).not.toMatch(/secret|Odile/);
  const [conversation] = await world.database.query(
    'SELECT last_seq, last_visitor_seq, last_message_seq FROM conversations WHERE id = $1',
    [conversationId],
  );
  expect(conversation).toEqual({ last_seq: 5, last_visitor_seq: 3, last_message_seq: 5 });
});

test('a mention is told of once, listed until it is seen, and marked in the text', async () => {
  const clientId = randomUUID();
  const body = 'Could you look, @Odile Martin? See https://shop.example/@Odile';
  const { seq } = await note(lea, body, [manager.id, manager.id], clientId);
  expect(await note(lea, body, [manager.id], clientId)).toMatchObject({ state: 'repeated', seq });
  expect(await events()).toEqual([{ data: { seq, memberIds: [manager.id] } }]);
  expect(await unread(manager)).toEqual([body]);
  const [entry] = (await world.get(Threads).threadPage(manager, conversationId)).entries;
  expect(entry.kind === 'note' && entry.parts).toEqual([
    { text: 'Could you look, ' },
    { text: '@Odile Martin', mention: true },
    { text: '? See ' },
    { text: 'https://shop.example/@Odile', href: 'https://shop.example/@Odile' },
  ]);
  await world.get(MarkRead).run(lea, { conversationId, seq });
  expect(await unread(manager)).toEqual([body]);
  await world.get(MarkRead).run(manager, { conversationId, seq });
  expect(await unread(manager)).toEqual([]);
  expect(await world.get(Mentions).of(manager)).toMatchObject([
    { conversationId, authorName: 'Léa', visitorName: 'Ada' },
  ]);
});

test('a mention that came before one read on stays seen, one that comes after is new', async () => {
  const first = await note(lea, 'one', [manager.id]);
  await world.get(MarkRead).run(manager, { conversationId, seq: first.seq });
  await note(lea, 'two', [manager.id]);
  await world.get(MarkRead).run(manager, { conversationId, seq: first.seq });
  expect(await unread(manager)).toEqual(['two']);
});

test('exactly those are offered who may read the conversation', async () => {
  const earlier = await world.member('Earlier');
  const sameVisitor = await world.member('Same visitor');
  const away = await world.member('Somewhere else');
  const suspended = await world.member('Suspended', 'manager');
  await world.conversation(visitor, { member: sameVisitor });
  await world.conversation(await world.visitor(), { member: away });
  await world.database.query(
    `INSERT INTO contacts (brand_id, id, conversation_id, member_id, started_at, ended_at, ended_how)
     VALUES ($1, $2, $3, $4, '2026-01-01', '2026-01-02', 'transferred')`,
    [world.brandId, newId(), conversationId, earlier.id],
  );
  await world.database.query(`UPDATE members SET status = 'suspended' WHERE id = $1`, [suspended.id]);
  const offered = (await world.get(Mentions).mentionable(lea, conversationId)).map(({ id }) => id);
  for (const somebody of [manager, earlier, sameVisitor, away]) {
    const mayRead = await outcomeOf(world.get(ConversationAccess).conversation(somebody, conversationId));
    expect([somebody.id, offered.includes(somebody.id)]).toEqual([somebody.id, mayRead === 'done']);
  }
  expect(offered).not.toContain(suspended.id);
  expect(offered).not.toContain(lea.id);
  expect(await outcomeOf(note(lea, 'x', [earlier.id, sameVisitor.id]))).toBe('done');
});

test('nobody else can be mentioned, and then nothing is written', async () => {
  const neighbour = await world.neighbour();
  const theirs = await neighbour.member('Manager next door', 'manager');
  const unrelated = await world.member('Unrelated');
  for (const id of [theirs.id, unrelated.id, newId(), lea.id]) {
    expect(await outcomeOf(note(lea, 'psst', [id]))).toBe('mention_refused');
  }
  expect(await outcomeOf(note(unrelated, 'psst', [manager.id]))).toBe('forbidden');
  expect(await events()).toEqual([]);
  expect((await world.get(Threads).threadPage(lea, conversationId)).entries).toEqual([]);
});

test('a note sent again goes through although somebody it mentions has lost the right to read since', async () => {
  const clientId = randomUUID();
  const first = await note(lea, 'have a look', [manager.id], clientId);
  await world.database.query(`UPDATE members SET status = 'suspended' WHERE id = $1`, [manager.id]);
  expect(await note(lea, 'have a look', [manager.id], clientId)).toMatchObject({
    state: 'repeated',
    seq: first.seq,
  });
});

test('a mention shows no more than one may read: it goes with the right', async () => {
  const karim = await world.member('Karim');
  const own = await world.conversation(visitor, { member: karim });
  await note(lea, 'about your visitor', [karim.id]);
  expect(await unread(karim)).toEqual(['about your visitor']);
  await world.database.query(
    `UPDATE conversations SET state = 'closed', member_id = NULL, closed_at = '2026-02-01', close_reason = 'done' WHERE id = $1`,
    [own],
  );
  await world.database.query('DELETE FROM contacts WHERE conversation_id = $1', [own]);
  expect(await unread(karim)).toEqual([]);
});
