import { randomUUID } from 'node:crypto';
import {
  BlockVisitor,
  PostMessage,
  WriteNote,
  ShowTyping,
  Threads,
  UnblockVisitor,
  type BlockVisitorInput,
} from '../../src/conversations/index.js';
import type { MemberActor, VisitorActor } from '../../src/kernel/index.js';
import { MergeVisitors, VisitorBlocks } from '../../src/visitors/index.js';
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
  manager = await world.member('Mona', 'manager');
  conversationId = await world.conversation(visitor, { member: lea });
});

const block = (actor: MemberActor, input: Partial<BlockVisitorInput> = {}) =>
  outcomeOf(world.get(BlockVisitor).run(actor, { conversationId, close: false, ...input }));
const unblock = (actor: MemberActor, visitorId = visitor.id) =>
  outcomeOf(world.get(UnblockVisitor).run(actor, { visitorId }));
const say = (actor: VisitorActor | MemberActor, id = conversationId) =>
  outcomeOf(
    world.get(PostMessage).run(actor, { conversationId: id, clientId: randomUUID(), body: 'Anybody here?' }),
  );
const lines = async (actor: VisitorActor | MemberActor) =>
  (await world.get(Threads).threadPage(actor, conversationId)).entries.flatMap((entry) =>
    entry.kind === 'information' ? entry.line : [],
  );
const events = () =>
  world.database.query<{ name: string; actor_id: string; data: object }>(
    `SELECT name, actor_id, data FROM events WHERE conversation_id = $1 AND name <> 'message.created' ORDER BY no`,
    [conversationId],
  );
const state = async () =>
  (
    await world.database.query('SELECT state, close_reason, member_id FROM conversations WHERE id = $1', [
      conversationId,
    ])
  )[0];

test('the holder blocks: no message of the visitor gets in, nothing tells them why, and members see who did it', async () => {
  expect(await block(lea)).toBe('done');
  expect(await say(visitor)).toBe('unavailable');
  expect(await outcomeOf(world.get(ShowTyping).run(visitor, { conversationId }))).toBe('unavailable');
  expect(await state()).toMatchObject({ state: 'on_desk', member_id: lea.id });
  expect(await lines(lea)).toEqual(['Léa a bloqué ce visiteur']);
  expect(await lines(visitor)).toEqual([]);
  expect(await events()).toEqual([{ name: 'visitor.blocked', actor_id: lea.id, data: { closed: false } }]);
});

test('nobody writes to a visitor who is blocked, until a manager lets them in again', async () => {
  await block(manager);
  expect(await say(lea)).toBe('visitor_blocked');
  expect(await say(manager)).toBe('visitor_blocked');
  const note = { conversationId, clientId: randomUUID(), body: 'Third time this week.' };
  expect(await outcomeOf(world.get(WriteNote).run(lea, note))).toBe('done');
  expect(await unblock(lea)).toBe('forbidden');
  expect(await unblock(manager)).toBe('done');
  expect([await say(visitor), await say(lea)]).toEqual(['done', 'done']);
  expect(await lines(lea)).toEqual(['Mona a bloqué ce visiteur', 'Mona a débloqué ce visiteur']);
  expect((await events()).map(({ name }) => name)).toEqual([
    'visitor.blocked',
    'note.created',
    'visitor.unblocked',
  ]);
  expect(await unblock(manager)).toBe('done');
  expect(await events()).toHaveLength(3);
});

test('block and close ends the conversation for that reason, so that nobody is asked how it was', async () => {
  expect(await block(lea, { close: true })).toBe('done');
  expect(await state()).toEqual({ state: 'closed', close_reason: 'blocked', member_id: null });
  expect((await events()).map(({ name, data }) => [name, data])).toEqual([
    ['visitor.blocked', { closed: true }],
    [
      'conversation.moved',
      { from: 'on_desk', to: 'closed', memberBefore: lea.id, memberAfter: null, why: 'closed' },
    ],
    ['conversation.closed', { reason: 'blocked', from: 'on_desk', memberId: lea.id, queueId: null }],
  ]);
  expect(await say(visitor)).toBe('unavailable');
  expect(await block(lea)).toBe('forbidden');
});

test('the second of two who block at once is told by whom it was done', async () => {
  const both = await Promise.allSettled(
    [lea, manager].map((actor) => world.get(BlockVisitor).run(actor, { conversationId, close: false })),
  );
  const lost = both.flatMap((each) => (each.status === 'rejected' ? [each.reason as object] : []));
  const [{ name }] = await world.database.query<{ name: string }>(
    'SELECT m.name FROM visitors v JOIN members m ON m.id = v.blocked_by WHERE v.id = $1',
    [visitor.id],
  );
  expect(lost).toMatchObject([{ code: 'visitor_blocked_already', details: { params: { name } } }]);
  expect(await lines(lea)).toEqual([`${name} a bloqué ce visiteur`]);
  expect(await block(manager, { close: true })).toBe('done');
  expect(await state()).toMatchObject({ state: 'closed', close_reason: 'blocked' });
});

test('a block holds for the whole person: every browser, and whoever the site says is the same', async () => {
  const phone = await world.visitor({ mergedInto: visitor.id, rejoined: true });
  const onPhone = await world.conversation(phone, { member: lea });
  await block(lea);
  expect(await say(phone, onPhone)).toBe('unavailable');
  const another = await world.visitor();
  await world.get(MergeVisitors).run(another, { from: another.id, into: visitor.id });
  expect(await say(another)).toBe('not_found');
  expect(await outcomeOf(world.get(ShowTyping).run(another, { conversationId }))).toBe('not_found');
  await unblock(manager, phone.id);
  expect([await say(phone, onPhone), await say(visitor)]).toEqual(['done', 'done']);
});

test('a blocked browser that turns out to be a customer takes its block along, and both are freed together', async () => {
  await block(lea);
  const customer = await world.visitor({ name: 'Ada King' });
  await world.get(MergeVisitors).run(visitor, { from: visitor.id, into: customer.id });
  expect(await world.get(VisitorBlocks).of(world.brandId, visitor.id)).toMatchObject({
    visitorId: customer.id,
    by: { name: 'Léa' },
  });
  await unblock(manager, customer.id);
  await world.database.query('UPDATE visitors SET rejoined_at = now() WHERE id = $1', [visitor.id]);
  expect(await say(visitor)).toBe('done');
});

test('only the holder and managers block, and nobody of another brand finds anything', async () => {
  const karim = await world.member('Karim');
  expect(await block(karim)).toBe('forbidden');
  const neighbour = await world.neighbour();
  const stranger = await neighbour.member('Sam', 'admin');
  expect(await block(stranger)).toBe('not_found');
  expect(await unblock(stranger)).toBe('not_found');
  expect(await say(visitor)).toBe('done');
});
