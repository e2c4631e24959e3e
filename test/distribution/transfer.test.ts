import { PostMessage, SnoozeConversation, Threads } from '../../src/conversations/index.js';
import {
  SaveGroup,
  TransferConversation,
  TransferTargets,
  WaitingReasons,
  type TransferConversationInput,
} from '../../src/distribution/index.js';
import { Clock, newId, type MemberActor } from '../../src/kernel/index.js';
import { SaveMember } from '../../src/members/index.js';
import { idOf, refusalOf, startFloor, type Floor } from './world.js';

const DAY = 24 * 60;

let floor: Floor;
let lea: MemberActor;
let karim: MemberActor;
let tom: MemberActor;
let manager: MemberActor;
let advice: string;
let orders: string;
let rule: string;
let id: string;

beforeAll(async () => {
  floor = await startFloor();
  await floor.member('Anna', 'admin');
});
afterAll(() => floor.close());
beforeEach(async () => {
  floor.get(Clock).release();
  lea = await floor.atDesk('Léa', 2);
  karim = await floor.atDesk('Karim', 1);
  tom = await floor.atDesk('Tom', 1);
  await floor.become(karim, 'offline');
  await floor.become(tom, 'offline');
  manager = await floor.member('Maud', 'manager');
  advice = await floor.group('Advice', [lea, karim]);
  orders = await floor.group('Orders', [tom]);
  rule = await floor.rule([[advice, 50]]);
  id = idOf(await floor.write(rule));
});

const transfer = async (by: MemberActor, input: Omit<TransferConversationInput, 'conversationId'>) => {
  await floor.get(TransferConversation).run(by, { conversationId: id, ...input });
  await floor.settled();
};
const attempt = (by: MemberActor, to: TransferConversationInput['to'], more = {}) =>
  refusalOf(transfer(by, { to, ...more }));

describe('a transfer to a member', () => {
  it('who is there and free puts it on their desk', async () => {
    await floor.become(karim, 'available');
    await transfer(lea, { to: { memberId: karim.id } });
    expect(await floor.desk(karim)).toEqual([id]);
    expect(await floor.desk(lea)).toEqual([]);
    expect(await floor.contacts(id)).toEqual([
      [lea.id, 'transferred'],
      [karim.id, null],
    ]);
    expect(await floor.lines(id)).toEqual(['landed', 'transferred_until', 'handed_over']);
  });

  it('who is not waits for them, then is anybody’s in the group at the place it got when it began', async () => {
    await floor.become(lea, 'away');
    await transfer(lea, { to: { memberId: karim.id } });
    const later = idOf(await floor.write(rule));
    const waiting = await floor.facts(id);
    expect(waiting).toMatchObject({
      state: 'waiting',
      assignedTo: karim.id,
      groupId: advice,
      queueRuleId: rule,
    });
    expect(await floor.waiting(rule, advice)).toBe(1);
    const [reason] = await floor.get(WaitingReasons).page(manager);
    expect(reason).toMatchObject({
      conversationId: id,
      reason: { code: 'assigned', memberId: karim.id, memberIs: 'offline', until: waiting.assignedUntil },
    });
    await floor.after(DAY - 1);
    expect(await floor.facts(id)).toMatchObject({ assignedTo: karim.id });
    await floor.after(1);
    expect(await floor.facts(id)).toMatchObject({
      state: 'waiting',
      assignedTo: null,
      assignedUntil: null,
      queueNo: waiting.queueNo,
      queuedAt: waiting.queuedAt,
    });
    expect(await floor.waiting(rule, advice)).toBe(2);
    expect(await floor.lines(id)).toEqual(['landed', 'transferred_until', 'assignment_expired']);
    const [{ data }] = await floor.database.query<{ data: object }>(
      `SELECT data FROM events WHERE name = 'conversation.assignment_expired' AND conversation_id = $1`,
      [id],
    );
    expect(data).toEqual({ memberId: karim.id });
    await floor.setCapacity(lea, 1);
    await floor.become(lea, 'available');
    expect(await floor.desk(lea)).toEqual([id]);
    await floor.end(id);
    expect(await floor.desk(lea)).toEqual([later]);
  });

  it('whose assignment is over goes to somebody free in the same moment, and says so', async () => {
    await transfer(lea, { to: { memberId: karim.id } });
    await floor.after(DAY);
    expect(await floor.desk(lea)).toEqual([id]);
    expect(await floor.lines(id)).toEqual(['landed', 'transferred_until', 'assignment_expired', 'landed']);
    expect(await floor.waiting(rule, advice)).toBe(0);
  });

  it('by a manager may leave the conversation’s group, and then waits in a return queue', async () => {
    await transfer(manager, { to: { memberId: tom.id } });
    expect(await floor.facts(id)).toMatchObject({ assignedTo: tom.id, groupId: orders, queueRuleId: null });
    await floor.after(DAY);
    expect(await floor.facts(id)).toMatchObject({ assignedTo: null, groupId: orders, queueRuleId: null });
    await floor.become(tom, 'available');
    expect(await floor.desk(tom)).toEqual([id]);
  });

  it('who is suspended meanwhile is the group’s', async () => {
    await transfer(lea, { to: { memberId: karim.id } });
    await floor.become(lea, 'away');
    await floor.get(SaveMember).run(floor.system, {
      memberId: karim.id,
      role: 'agent',
      kind: 'staff',
      status: 'suspended',
      capacity: 1,
    });
    await floor.after(0);
    expect(await floor.facts(id)).toMatchObject({ state: 'waiting', assignedTo: null, groupId: advice });
  });
});

describe('a transfer to a group', () => {
  it('that the rule lists waits at the end of its queue under the rule', async () => {
    const both = await floor.rule([
      [advice, 50],
      [orders, 50],
    ]);
    id = idOf(await floor.write(both));
    await transfer(lea, { to: { groupId: orders } });
    expect(await floor.facts(id)).toMatchObject({ assignedTo: null, groupId: orders, queueRuleId: both });
    expect(await floor.waiting(both, orders)).toBe(1);
    expect(await floor.lines(id)).toEqual(['landed', 'transferred']);
  });

  it('that the rule does not list waits in the group’s return queue, made where there is none', async () => {
    await floor.database.query('DELETE FROM queues WHERE group_id = $1', [orders]);
    await transfer(lea, { to: { groupId: orders } });
    expect(await floor.facts(id)).toMatchObject({ groupId: orders, queueRuleId: null });
    await floor.become(tom, 'available');
    expect(await floor.desk(tom)).toEqual([id]);
  });

  it('takes a conversation that came through no rule along', async () => {
    id = await floor.conversation(await floor.visitor(), { member: lea });
    await transfer(lea, { to: { groupId: orders } });
    await floor.become(tom, 'available');
    expect(await floor.desk(tom)).toEqual([id]);
    const until = new Date(floor.get(Clock).now().getTime() + 3_600_000);
    await floor.get(SnoozeConversation).run(tom, { conversationId: id, until, keep: false });
    await floor.become(tom, 'away');
    await floor.after(60);
    expect(await floor.facts(id)).toMatchObject({ state: 'waiting', assignedTo: null, groupId: orders });
  });

  it('brings back what waits in the waiting list', async () => {
    id = await floor.conversation(await floor.visitor());
    await floor.after(0);
    await transfer(manager, { to: { groupId: advice } });
    expect(await floor.desk(lea)).toContain(id);
  });
});

describe('a comment', () => {
  it('is a note that members see and the visitor does not', async () => {
    const visitor = await floor.visitor();
    id = idOf(await floor.write(rule, visitor));
    await transfer(lea, { to: { groupId: orders }, comment: '  She wants the *blue* one.  ' });
    const read = async (actor: Parameters<Threads['threadPage']>[0]) =>
      JSON.stringify((await floor.get(Threads).threadPage(actor, id)).entries);
    expect(await read(lea)).toContain('"She wants the *blue* one."');
    expect(await read(visitor)).not.toContain('blue');
    expect(await read(visitor)).not.toContain('transf');
  });

  it('that is too long or cannot be kept is refused next to its field, and nothing is transferred', async () => {
    const group = { groupId: orders };
    expect(await attempt(lea, group, { comment: 'x'.repeat(4001) })).toEqual({ comment: 'message_too_long' });
    expect(await attempt(lea, group, { comment: 'a\u0000b' })).toEqual({ comment: 'text_not_storable' });
    expect(await floor.desk(lea)).toEqual([id]);
    expect(await attempt(lea, group, { comment: ' \n ' })).toBe('done');
    expect(
      await floor.database.query(`SELECT FROM entries WHERE conversation_id = $1 AND kind = 'note'`, [id]),
    ).toEqual([]);
  });
});

describe('is refused', () => {
  it('to oneself, to who has it, to strangers of one’s groups, and to who has left', async () => {
    expect(await attempt(lea, { memberId: lea.id })).toEqual({ to: 'transfer_to_self' });
    expect(await attempt(manager, { memberId: lea.id })).toEqual({ to: 'transfer_to_holder' });
    expect(await attempt(lea, { memberId: tom.id })).toEqual({ to: 'transfer_no_shared_group' });
    await floor.get(SaveMember).run(floor.system, {
      memberId: karim.id,
      role: 'agent',
      kind: 'staff',
      status: 'suspended',
      capacity: 1,
    });
    expect(await attempt(lea, { memberId: karim.id })).toEqual({ to: 'transfer_member_gone' });
  });

  it('to groups that are empty or off', async () => {
    expect(await attempt(lea, { groupId: await floor.group('Nobody') })).toEqual({
      to: 'transfer_group_empty',
    });
    await floor
      .get(SaveGroup)
      .run(floor.system, { groupId: orders, name: 'Orders', active: false, memberIds: [tom.id] });
    expect(await attempt(lea, { groupId: orders })).toEqual({ to: 'transfer_group_off' });
  });

  it('to what is of another brand, or is nothing, alike', async () => {
    const stranger = await (await floor.neighbour()).member('Eve');
    for (const unknown of [stranger.id, newId(), 'no id']) {
      expect(await attempt(lea, { memberId: unknown })).toEqual({ to: 'transfer_target_unknown' });
      expect(await attempt(lea, { groupId: unknown })).toEqual({ to: 'transfer_target_unknown' });
    }
  });

  it('to those who do not hold it', async () => {
    expect(await attempt(karim, { groupId: orders })).toBe('forbidden');
    expect(await attempt(await (await floor.neighbour()).member('Eve', 'admin'), { groupId: orders })).toBe(
      'not_found',
    );
  });

  it('to the second of two, who is told who was first', async () => {
    const seen = { from: lea.id };
    const outcomes = await Promise.all([
      attempt(lea, { groupId: orders }, seen),
      attempt(manager, { memberId: karim.id }, seen),
    ]);
    const name = outcomes[0] === 'done' ? 'Léa' : 'Maud';
    expect(outcomes).toContain('done');
    expect(outcomes).toContainEqual(['meanwhile_transferred', name]);
    expect(await attempt(name === 'Léa' ? lea : manager, { groupId: orders }, seen)).toBe('done_already');
    expect(await floor.contacts(id)).toEqual([[lea.id, 'transferred']]);
  });

  it('while a snooze or another’s message goes on at once, nothing is lost', async () => {
    const until = new Date(floor.get(Clock).now().getTime() + 3_600_000);
    const outcomes = await Promise.all([
      refusalOf(floor.get(SnoozeConversation).run(lea, { conversationId: id, until, keep: true })),
      attempt(lea, { memberId: karim.id }),
      refusalOf(
        floor.get(PostMessage).run(manager, { conversationId: id, clientId: newId(), body: 'Hello' }),
      ),
    ]);
    expect(outcomes.slice(0, 2).filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(outcomes).toContain('done_already');
    expect(await floor.contacts(id)).toHaveLength(1);
  });
});

describe('the list of targets', () => {
  const targets = (by: MemberActor) => floor.get(TransferTargets).of(by, id);

  it('tells who of one’s groups, and which groups, could take it at once', async () => {
    expect(await targets(lea)).toMatchObject({
      members: [{ id: karim.id, name: 'Karim', state: 'offline', isAvailable: false }],
      from: lea.id,
    });
    await floor.become(karim, 'available');
    const { members, groups } = await targets(lea);
    expect(members).toMatchObject([{ id: karim.id, isAvailable: true }]);
    const own = new Map(groups.map((group) => [group.id, group.isAvailable]));
    expect([own.get(advice), own.get(orders)]).toEqual([true, false]);
    idOf(await floor.write(rule));
    idOf(await floor.write(rule));
    expect((await targets(lea)).members).toMatchObject([{ id: karim.id, isAvailable: false }]);
  });

  it('holds everybody for a manager but who has it, and no group without members', async () => {
    const empty = await floor.group('Nobody');
    const { members, groups } = await targets(manager);
    const ids = members.map((member) => member.id);
    expect(ids).toEqual(expect.arrayContaining([karim.id, tom.id]));
    expect(ids).not.toContain(lea.id);
    expect(ids).not.toContain(manager.id);
    expect(groups.map((group) => group.id)).not.toContain(empty);
  });

  it('is shown to those who may transfer', async () => {
    expect(await refusalOf(targets(karim))).toBe('forbidden');
  });
});
