import { SnoozeConversation } from '../../src/conversations/index.js';
import { ReleaseConversation, TransferConversation, WaitingReasons } from '../../src/distribution/index.js';
import { Clock, type MemberActor } from '../../src/kernel/index.js';
import { idOf, refusalOf, startFloor, type Floor } from './world.js';

let floor: Floor;
let lea: MemberActor;
let karim: MemberActor;
let manager: MemberActor;
let group: string;
let rule: string;
let id: string;

beforeAll(async () => {
  floor = await startFloor();
});
afterAll(() => floor.close());
beforeEach(async () => {
  lea = await floor.atDesk('Léa', 1);
  karim = await floor.atDesk('Karim', 1);
  await floor.become(karim, 'offline');
  manager = await floor.member('Maud', 'manager');
  group = await floor.group('Advice', [lea, karim]);
  rule = await floor.rule([[group, 50]]);
  id = idOf(await floor.write(rule));
});

const release = async (by = manager, conversationId = id) => {
  await floor.get(ReleaseConversation).run(by, { conversationId });
  await floor.settled();
};
const attempt = (by?: MemberActor, conversationId?: string) => refusalOf(release(by, conversationId));

describe('a release', () => {
  it('takes a conversation off the desk of a member who is not connected, to the end of the queue', async () => {
    const waiting = idOf(await floor.write(rule));
    await floor.become(lea, 'offline');
    await release();
    expect(await floor.contacts(id)).toEqual([[lea.id, 'released']]);
    expect(await floor.facts(id)).toMatchObject({ state: 'waiting', groupId: group, queueRuleId: rule });
    await floor.become(karim, 'available');
    expect(await floor.desk(karim)).toEqual([waiting]);
    await floor.end(waiting);
    expect(await floor.desk(karim)).toEqual([id]);
    expect(await floor.lines(id)).toEqual(['landed', 'released', 'handed_over']);
  });

  it('ends an assignment, though its member is there', async () => {
    const taken = id;
    await floor.become(lea, 'offline');
    await release();
    await floor.get(TransferConversation).run(manager, { conversationId: taken, to: { memberId: karim.id } });
    await floor.become(karim, 'away');
    expect(await floor.facts(taken)).toMatchObject({ assignedTo: karim.id });
    await release();
    expect(await floor.facts(taken)).toMatchObject({
      state: 'waiting',
      assignedTo: null,
      assignedUntil: null,
    });
    expect(await floor.waiting(rule, group)).toBe(1);
  });

  it('stands in the audit log: who, from whom, to which group', async () => {
    await floor.become(lea, 'offline');
    await release();
    const [event] = await floor.database.query(
      `SELECT actor_id AS "actorId", data FROM events WHERE name = 'conversation.released' AND conversation_id = $1`,
      [id],
    );
    expect(event).toEqual({
      actorId: manager.id,
      data: { memberId: lea.id, from: 'on_desk', groupId: group },
    });
  });

  it('of one that came through no rule puts it into the waiting list, where a manager reads why', async () => {
    id = await floor.conversation(await floor.visitor(), { member: lea });
    await floor.become(lea, 'offline');
    await release();
    expect(await floor.facts(id)).toMatchObject({ state: 'waiting', groupId: null, assignedTo: null });
    const reasons = await floor.get(WaitingReasons).page(manager);
    expect(reasons.find(({ conversationId }) => conversationId === id)?.reason).toEqual({
      code: 'waiting_list',
    });
  });
});

describe('is refused', () => {
  it('where the member is connected, by name', async () => {
    expect(await attempt()).toEqual(['release_connected', 'Léa']);
    await floor.become(lea, 'away');
    expect(await attempt()).toEqual(['release_connected', 'Léa']);
    expect(await floor.contacts(id)).toEqual([[lea.id, null]]);
  });

  it('where nobody has it: waiting, snoozed or closed', async () => {
    const waiting = idOf(await floor.write(rule));
    expect(await attempt(manager, waiting)).toBe('meanwhile_waiting');
    const until = new Date(floor.get(Clock).now().getTime() + 3_600_000);
    await floor.get(SnoozeConversation).run(lea, { conversationId: id, until, keep: true });
    expect(await attempt()).toBe('release_snoozed');
    await floor.end(id);
    expect(await attempt()).toBe('conversation_closed');
  });

  it('to agents, and to managers of other brands', async () => {
    await floor.become(lea, 'offline');
    expect(await attempt(lea)).toBe('forbidden');
    expect(await attempt(await (await floor.neighbour()).member('Eve', 'admin'))).toBe('not_found');
  });

  it('to the second of two, who is told who was first', async () => {
    await floor.become(lea, 'offline');
    const other = await floor.member('Max', 'manager');
    const outcomes = await Promise.all([attempt(manager), attempt(other)]);
    expect(outcomes).toContain('done');
    expect(outcomes).toContainEqual(['meanwhile_released', outcomes[0] === 'done' ? 'Maud' : 'Max']);
    expect(await attempt(outcomes[0] === 'done' ? manager : other)).toBe('done_already');
  });
});
