import { CloseConversation, SnoozeConversation } from '../../src/conversations/index.js';
import { TransferConversation } from '../../src/distribution/index.js';
import { Clock } from '../../src/kernel/index.js';
import { idOf, startFloor, type Floor } from './world.js';

const HOUR = 60;

let floor: Floor;

beforeAll(async () => {
  floor = await startFloor();
});
afterAll(() => floor.close());

test('one conversation goes all the way, and every step leaves what it should', async () => {
  const ada = await floor.atDesk('Ada', 1);
  const ben = await floor.atDesk('Ben', 1);
  const cleo = await floor.atDesk('Cleo', 1);
  for (const member of [ada, ben, cleo]) await floor.become(member, 'offline');
  const group = await floor.group('Advice', [ada, ben, cleo]);
  const rule = await floor.rule([[group, 50]]);
  const visitor = await floor.visitor({ name: 'Nora' });

  const events = async () =>
    (
      await floor.database.query<{ name: string }>(
        `SELECT name FROM events WHERE conversation_id = $1 AND name LIKE 'conversation.%' ORDER BY no`,
        [id],
      )
    ).map(({ name }) => name.replace('conversation.', ''));
  const desks = async () => [await floor.desk(ada), await floor.desk(ben), await floor.desk(cleo)];
  const contacts = async () => (await floor.contacts(id)).map(([, how]) => how);

  // Written with nobody there.
  const id = idOf(await floor.write(rule, visitor));
  expect(await floor.facts(id)).toMatchObject({ state: 'waiting', groupId: group, queueRuleId: rule });
  expect(await floor.waiting(rule, group)).toBe(1);
  expect(await events()).toEqual(['started', 'queued']);

  // On the desk of Ada as soon as she is there.
  await floor.become(ada, 'available');
  expect(await desks()).toEqual([[id], [], []]);
  expect(await floor.waiting(rule, group)).toBe(0);
  expect(await contacts()).toEqual([null]);

  // Set aside and kept: the place is free.
  const until = new Date(floor.get(Clock).now().getTime() + 3 * HOUR * 60_000);
  await floor.get(SnoozeConversation).run(ada, { conversationId: id, until, keep: true });
  await floor.settled();
  expect(await floor.facts(id)).toMatchObject({ state: 'snoozed', snoozedBy: ada.id, snoozedUntil: until });
  expect(await desks()).toEqual([[], [], []]);
  expect(await contacts()).toEqual(['snoozed']);

  // The visitor writes: back on Ada's desk, though Ben is free as well.
  await floor.become(ben, 'available');
  await floor.say(visitor, id);
  expect(await desks()).toEqual([[id], [], []]);
  expect(await contacts()).toEqual(['snoozed', null]);

  // Transferred anyway to Ben, who has gone.
  await floor.become(ben, 'offline');
  await floor
    .get(TransferConversation)
    .run(ada, { conversationId: id, to: { memberId: ben.id }, comment: 'She asks for Ben.', from: ada.id });
  await floor.become(ada, 'away');
  const assigned = await floor.facts(id);
  expect(assigned).toMatchObject({ state: 'waiting', assignedTo: ben.id, groupId: group });
  expect(await floor.waiting(rule, group)).toBe(0);
  expect(await desks()).toEqual([[], [], []]);

  // After a day it is anybody's, in the queue at the place it got then.
  await floor.after(24 * HOUR);
  expect(await floor.facts(id)).toMatchObject({
    state: 'waiting',
    assignedTo: null,
    queueNo: assigned.queueNo,
    queueRuleId: rule,
  });
  expect(await floor.waiting(rule, group)).toBe(1);

  // Cleo comes and has it.
  await floor.become(cleo, 'available');
  expect(await desks()).toEqual([[], [], [id]]);
  expect(await floor.waiting(rule, group)).toBe(0);

  await floor.get(CloseConversation).run(cleo, { conversationId: id });
  await floor.settled();
  expect(await desks()).toEqual([[], [], []]);
  expect(await floor.facts(id)).toMatchObject({ state: 'closed', memberId: null, assignedTo: null });
  expect(await floor.contacts(id)).toEqual([
    [ada.id, 'snoozed'],
    [ada.id, 'transferred'],
    [cleo.id, 'closed'],
  ]);
  expect(await floor.lines(id)).toEqual([
    'landed',
    'snoozed_kept',
    'returned_reply',
    'assigned_until',
    'landed',
    'transferred_until',
    'assignment_expired',
    'landed',
    'closed',
  ]);
  expect(await events()).toEqual([
    'started',
    'queued',
    'landed',
    'snoozed',
    'replied',
    'returned',
    'landed',
    'transferred',
    'assignment_expired',
    'landed',
    'closed',
  ]);
});
