import { randomUUID } from 'node:crypto';
import { PostMessage, WriteNote } from '../../src/conversations/index.js';
import { Clock, type MemberActor, type VisitorActor } from '../../src/kernel/index.js';
import { NAUGHTY_TEXTS } from '../support/naughty.js';
import { outcomeOf } from '../support/outcome.js';
import { until } from '../support/platform.js';
import { startWorld, type World } from './world.js';

let world: World;
let post: PostMessage;
let visitor: VisitorActor;
let lea: MemberActor;
let conversationId: string;

beforeAll(async () => {
  world = await startWorld();
  post = world.get(PostMessage);
});
afterAll(() => world.close());
beforeEach(async () => {
  visitor = await world.visitor({ name: 'Ada' });
  lea = await world.member('Léa');
  conversationId = await world.conversation(visitor, { member: lea });
});

const say = (
  actor: VisitorActor | MemberActor,
  body: string,
  more: { conversationId?: string; clientId?: string } = {},
) => post.run(actor, { conversationId, clientId: randomUUID(), body, ...more });
const entries = (id = conversationId) =>
  world.database.query(
    'SELECT seq, visitor_seq, kind, side, body, author_name FROM entries WHERE conversation_id = $1 ORDER BY seq',
    [id],
  );

test('a message gets the next number, keeps the name of its author and counts in its conversation', async () => {
  const first = await say(visitor, 'Bonjour');
  const note = await world
    .get(WriteNote)
    .run(lea, { conversationId, clientId: randomUUID(), body: 'a good customer' });
  const second = await say(lea, 'Bonjour Ada');
  expect([first, note, second].map(({ state, seq, visitorSeq }) => [state, seq, visitorSeq])).toEqual([
    ['posted', 1, 1],
    ['posted', 2, null],
    ['posted', 3, 2],
  ]);
  expect((await entries()).map(({ author_name }) => author_name)).toEqual(['Ada', 'Léa', 'Léa']);
  const [conversation] = await world.database.query(
    `SELECT last_seq, last_visitor_seq, last_message_seq, last_message_side, last_visitor_message_at IS NOT NULL AS asked,
       last_member_message_at IS NOT NULL AS answered FROM conversations WHERE id = $1`,
    [conversationId],
  );
  expect(conversation).toEqual({
    last_seq: 3,
    last_visitor_seq: 2,
    last_message_seq: 3,
    last_message_side: 'member',
    asked: true,
    answered: true,
  });
});

test('many at once, sent twice each, leave no gap and no double', async () => {
  const others = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const somebody = await world.visitor();
      return { somebody, id: await world.conversation(somebody, { member: lea }) };
    }),
  );
  const sends = others.flatMap(({ somebody, id }) =>
    Array.from({ length: 40 }, (_, i) => ({
      actor: i % 3 ? somebody : lea,
      id,
      clientId: randomUUID(),
      body: `message ${i}`,
    })),
  );
  const send = ({ actor, id, clientId, body }: (typeof sends)[number]) =>
    post.run(actor, { conversationId: id, clientId, body });
  const answers = await Promise.all([...sends, ...sends].map(send));
  for (let at = 0; at < sends.length; at += 1) {
    const [one, two] = [answers[at], answers[at + sends.length]];
    expect([one.state, two.state].sort()).toEqual(['posted', 'repeated']);
    expect(two.seq).toBe(one.seq);
    expect(two.entry.at).toEqual(one.entry.at);
  }
  for (const { id } of others) {
    const rows = await entries(id);
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(rows.map(({ visitor_seq }) => visitor_seq)).toEqual(rows.map(({ seq }) => seq));
  }
  const [events] = await world.database.query(
    `SELECT count(*)::integer AS count FROM events WHERE name = 'message.created' AND conversation_id = ANY ($1)`,
    [others.map(({ id }) => id)],
  );
  expect(events.count).toBe(200);
});

test('several of one person keep the order in which they were sent', async () => {
  const sent = Array.from({ length: 30 }, (_, i) => `part ${i}`);
  await Promise.all(sent.map((body) => say(visitor, body)));
  expect((await entries()).map(({ body }) => body)).toEqual(sent);
});

test('a message sent again gives the first result, thirty days later and after the end of the conversation too', async () => {
  const clientId = randomUUID();
  const first = await say(visitor, 'Bonjour', { clientId });
  world.get(Clock).shift(30 * 86_400_000);
  await world.database.query(
    `UPDATE conversations SET state = 'closed', member_id = NULL, closed_at = '2026-02-01', close_reason = 'done' WHERE id = $1`,
    [conversationId],
  );
  const again = await say(visitor, 'Bonjour', { clientId });
  world.get(Clock).release();
  expect(again).toEqual({ ...first, state: 'repeated' });
  expect(await outcomeOf(say(visitor, 'Bonsoir', { clientId }))).toBe('message_differs');
  expect(await outcomeOf(say(visitor, 'new'))).toBe('conversation_closed');
});

test('a message sent again by a visitor whom the site has identified meanwhile is found', async () => {
  const clientId = randomUUID();
  const first = await say(visitor, 'Bonjour', { clientId });
  const customer = await world.visitor({ name: 'Ada' });
  await world.database.query('UPDATE visitors SET merged_into = $2 WHERE id = $1', [visitor.id, customer.id]);
  expect(await say(visitor, 'Bonjour', { clientId })).toMatchObject({ state: 'repeated', seq: first.seq });
  expect(await say(customer, 'Bonjour', { clientId })).toMatchObject({ state: 'repeated', seq: first.seq });
});

test('one refused message fails alone', async () => {
  const closed = await world.conversation(visitor, { state: 'closed' });
  const foreign = await world.conversation(await world.visitor(), { member: lea });
  const results = await Promise.all([
    outcomeOf(say(visitor, 'one')),
    outcomeOf(say(visitor, 'two', { conversationId: closed })),
    outcomeOf(say(visitor, 'three', { conversationId: foreign })),
    outcomeOf(say(visitor, 'four', { conversationId: randomUUID() })),
    outcomeOf(say(visitor, 'five')),
  ]);
  expect(results).toEqual(['done', 'conversation_closed', 'not_found', 'not_found', 'done']);
  expect((await entries()).map(({ seq, body }) => [seq, body])).toEqual([
    [1, 'one'],
    [2, 'five'],
  ]);
});

test('nothing is written before the latest version that must be accepted is', async () => {
  const terms = await world.document({ audience: 'visitors', kind: 'terms', version: 1 });
  const privacy = await world.document({ audience: 'visitors', kind: 'privacy', version: 1 });
  expect(await outcomeOf(say(visitor, 'one'))).toBe('consent_missing');
  await world.accept(visitor, terms);
  expect(await outcomeOf(say(visitor, 'two'))).toBe('consent_missing');
  await world.accept(visitor, privacy);
  expect(await outcomeOf(say(visitor, 'three'))).toBe('done');
  await world.document({ audience: 'visitors', kind: 'terms', version: 2, must: false });
  expect(await outcomeOf(say(visitor, 'four'))).toBe('done');
  const newTerms = await world.document({ audience: 'visitors', kind: 'terms', version: 3 });
  expect(await outcomeOf(say(visitor, 'five'))).toBe('consent_missing');
  expect(await outcomeOf(say(lea, 'six'))).toBe('done');
  const browser = await world.visitor({ mergedInto: visitor.id, rejoined: true });
  await world.accept(browser, newTerms);
  expect(await outcomeOf(say(visitor, 'seven'))).toBe('done');
  const forMembers = await world.document({ audience: 'members', kind: 'terms', version: 1 });
  expect(await outcomeOf(say(lea, 'eight'))).toBe('consent_missing');
  await world.accept(lea, forMembers);
  expect(await outcomeOf(say(lea, 'nine'))).toBe('done');
  await world.database.query('DELETE FROM consents');
  await world.database.query('DELETE FROM member_consents');
  await world.database.query('DELETE FROM documents');
});

test('a blocked visitor is refused without a hint, whichever browser is used', async () => {
  const browser = await world.visitor({ mergedInto: visitor.id, rejoined: true });
  await world.database.query(`UPDATE visitors SET blocked_at = '2026-01-01' WHERE id = $1`, [visitor.id]);
  expect(await outcomeOf(say(visitor, 'one'))).toBe('unavailable');
  expect(await outcomeOf(say(browser, 'two'))).toBe('unavailable');
});

test('a browser that was identified sees the conversations of before only once it has rejoined', async () => {
  const browser = await world.visitor({ mergedInto: visitor.id });
  expect(await outcomeOf(say(browser, 'one'))).toBe('not_found');
  await world.database.query(`UPDATE visitors SET rejoined_at = '2026-01-01' WHERE id = $1`, [browser.id]);
  expect(await outcomeOf(say(browser, 'two'))).toBe('done');
});

test('members write in what they hold, managers in all, and nobody of another brand finds anything', async () => {
  const karim = await world.member('Karim');
  const manager = await world.member('Manager', 'manager');
  expect(await outcomeOf(say(karim, 'one'))).toBe('forbidden');
  expect(await outcomeOf(say(manager, 'two'))).toBe('done');
  await world.database.query(`UPDATE members SET status = 'suspended' WHERE id = $1`, [lea.id]);
  expect(await outcomeOf(say(lea, 'three'))).toBe('forbidden');
  const neighbour = await world.neighbour();
  expect(await outcomeOf(say(await neighbour.member('Admin', 'admin'), 'four'))).toBe('not_found');
  expect(await outcomeOf(say(await neighbour.visitor(), 'five'))).toBe('not_found');
  expect(await outcomeOf(say({ ...visitor, brandId: neighbour.brandId }, 'six'))).toBe('not_found');
});

test('a reply to a snoozed conversation is an event of its own, which reaches its subscriber', async () => {
  const asleep = await world.conversation(visitor, { state: 'snoozed' });
  await Promise.all([
    say(visitor, 'one', { conversationId: asleep }),
    say(visitor, 'two', { conversationId: asleep }),
  ]);
  const events = await world.database.query(`SELECT name FROM events WHERE conversation_id = $1`, [asleep]);
  expect(events.map(({ name }) => name)).toContain('conversation.replied');
  expect(events.filter(({ name }) => name === 'message.created')).toHaveLength(2);
  await until(async () => {
    const [{ state }] = await world.database.query('SELECT state FROM conversations WHERE id = $1', [asleep]);
    return state !== 'snoozed';
  });
});

test.each(NAUGHTY_TEXTS)('stores to the letter, or refuses: $name', async ({ text, mayBeRefused }) => {
  const result = await outcomeOf(say(visitor, text));
  if (result !== 'done') {
    expect(mayBeRefused).toBe(true);
    expect(['message_empty', 'message_too_long', 'text_not_storable']).toContain(result);
    return;
  }
  expect((await entries()).map(({ body }) => body)).toEqual([text]);
});

test('what is no id is refused before it reaches the database', async () => {
  expect(await outcomeOf(say(visitor, 'x', { conversationId: `' OR 1=1` }))).toBe('not_found');
  expect(await outcomeOf(say(visitor, 'x', { clientId: '0' }))).toBe('client_id_invalid');
  expect(
    await outcomeOf(
      post.run(visitor, { conversationId, clientId: randomUUID(), body: 'x', fileIds: ['{}'] }),
    ),
  ).toBe('file_not_found');
  expect(
    await outcomeOf(
      post.run(visitor, { conversationId, clientId: randomUUID(), body: 'x', fileIds: [randomUUID()] }),
    ),
  ).toBe('file_not_found');
});
