import {
  CloseConversation,
  ConversationSnoozed,
  ReturnConversation,
  SnoozeConversation,
  Threads,
} from '../../src/conversations/index.js';
import { WaitingReasons } from '../../src/distribution/index.js';
import { Clock, newId, type MemberActor } from '../../src/kernel/index.js';
import { SaveMember } from '../../src/members/index.js';
import { Events } from '../../src/platform/index.js';
import { idOf, refusalOf, startFloor, type Floor } from './world.js';

const HOUR = 60;
const DAY = 24 * HOUR;

let floor: Floor;
let lea: MemberActor;
let karim: MemberActor;
let manager: MemberActor;
let group: string;
let rule: string;

beforeAll(async () => {
  floor = await startFloor();
  await floor.member('Anna', 'admin');
});
afterAll(() => floor.close());
beforeEach(async () => {
  floor.get(Clock).release();
  lea = await floor.atDesk('Léa', 1);
  karim = await floor.atDesk('Karim', 1);
  await floor.become(karim, 'offline');
  manager = await floor.member('Maud', 'manager');
  group = await floor.group('advice', [lea, karim]);
  rule = await floor.rule([[group, 50]]);
});

const now = () => floor.get(Clock).now();
const inMinutes = (minutes: number) => new Date(now().getTime() + minutes * 60_000);
const snooze = async (conversationId: string, keep = false, by = lea, until = inMinutes(3 * HOUR)) => {
  await floor.get(SnoozeConversation).run(by, { conversationId, until, keep });
  await floor.settled();
};
const resume = async (by: MemberActor, conversationId: string) => {
  await floor.get(ReturnConversation).run(by, { conversationId, how: 'resumed' });
  await floor.settled();
};
const onDesk = async () => idOf(await floor.write(rule));

/** One that came through no rule, on a member's desk. */
async function direct(): Promise<string> {
  const id = await floor.conversation(await floor.visitor(), { member: lea });
  await floor.database.query(
    `UPDATE conversations SET origin = 'direct', queued_at = started_at WHERE id = $1`,
    [id],
  );
  return id;
}

describe('a snooze', () => {
  it('frees the place at once, for what came next', async () => {
    const [first, second] = [await onDesk(), await onDesk()];
    await snooze(first);
    expect(await floor.desk(lea)).toEqual([second]);
    expect(await floor.facts(first)).toMatchObject({ state: 'snoozed', memberId: null, snoozedBy: lea.id });
    expect(await floor.contacts(first)).toEqual([[lea.id, 'snoozed']]);
  });

  it('ends at its time, when the conversation goes to the end of its queue', async () => {
    const first = await onDesk();
    await snooze(first);
    const [second, third] = [await onDesk(), await onDesk()];
    await floor.after(3 * HOUR - 1);
    expect(await floor.facts(first)).toMatchObject({ state: 'snoozed' });
    await floor.after(1);
    expect(await floor.facts(first)).toMatchObject({
      state: 'waiting',
      assignedTo: null,
      groupId: group,
      queueRuleId: rule,
      queuedAt: expect.any(Date),
    });
    expect(await floor.waiting(rule, group)).toBe(2);
    await floor.end(second);
    expect(await floor.desk(lea)).toEqual([third]);
    await floor.end(third);
    expect(await floor.desk(lea)).toEqual([first]);
    expect(await floor.lines(first)).toEqual(['landed', 'snoozed', 'returned', 'landed']);
  });

  it('enters its queue whatever the threshold', async () => {
    const small = await floor.rule([[group, 1]]);
    const first = idOf(await floor.write(small));
    await snooze(first, false);
    const [, waiting] = [await floor.write(small), await floor.write(small)];
    expect(waiting.state).toBe('started');
    await floor.after(3 * HOUR);
    expect(await floor.waiting(small, group)).toBe(2);
    expect((await floor.write(small)).state).toBe('no_room');
  });

  it('keeps it for its member as long as the brand has set, not as long as brands usually do', async () => {
    const setting = (minutes: number) =>
      floor.database.query('UPDATE brand_settings SET assignment_minutes = $2 WHERE brand_id = $1', [
        floor.brandId,
        minutes,
      ]);
    await setting(90);
    const id = await onDesk();
    await snooze(id, true);
    const other = await onDesk();
    await floor.after(3 * HOUR);
    const { assignedUntil } = await floor.facts(id);
    expect(Math.round(((assignedUntil?.getTime() ?? 0) - now().getTime()) / 60_000)).toBe(90);
    await floor.after(91);
    expect(await floor.facts(id)).toMatchObject({ assignedTo: null, assignedUntil: null });
    await setting(DAY);
    await floor.end(other);
  });

  it('ends at once when the visitor writes', async () => {
    const visitor = await floor.visitor();
    const id = idOf(await floor.write(rule, visitor));
    await snooze(id);
    await floor.say(visitor, id);
    expect(await floor.desk(lea)).toEqual([id]);
    expect(await floor.lines(id)).toEqual(['landed', 'snoozed', 'returned_reply', 'landed']);
    await floor.after(4 * HOUR);
    expect(await floor.lines(id)).toHaveLength(4);
  });

  it('says nothing to the visitor, for whom the member never left, and leaves no gap in what they count', async () => {
    const visitor = await floor.visitor();
    const id = idOf(await floor.write(rule, visitor));
    await snooze(id);
    await floor.say(visitor, id, 'Are you there?');
    await floor.say(lea, id, 'I am.');
    const { entries } = await floor.get(Threads).entriesAfter(visitor, id, 0);
    const shown = entries.map((entry) => (entry.kind === 'information' ? entry.line : entry.parts[0].text));
    expect(shown).toEqual([expect.any(String), expect.stringContaining('Léa'), 'Are you there?', 'I am.']);
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  it('that keeps the conversation brings it back to its member and to nobody else for a day', async () => {
    const id = await onDesk();
    await snooze(id, true);
    const other = await onDesk();
    await floor.become(karim, 'available');
    await floor.after(3 * HOUR);
    expect(await floor.desk(karim)).toEqual([]);
    expect(await floor.facts(id)).toMatchObject({
      state: 'waiting',
      assignedTo: lea.id,
      assignedUntil: expect.any(Date),
    });
    const { assignedUntil } = await floor.facts(id);
    expect(Math.round(((assignedUntil?.getTime() ?? 0) - now().getTime()) / 60_000)).toBe(DAY);
    expect(await floor.waiting(rule, group)).toBe(0);
    await floor.end(other);
    expect(await floor.desk(lea)).toEqual([id]);
    expect(await floor.lines(id)).toEqual(['landed', 'snoozed_kept', 'returned', 'assigned_until', 'landed']);
  });

  it('is forgotten when the conversation is closed', async () => {
    const id = await onDesk();
    await snooze(id);
    await floor.get(CloseConversation).run(manager, { conversationId: id });
    await floor.after(3 * HOUR);
    expect(await floor.facts(id)).toMatchObject({ state: 'closed', snoozedBy: null, snoozedUntil: null });
    const jobs = await floor.database.query('SELECT state FROM jobs WHERE key = $1', [id]);
    expect(jobs).toEqual([{ state: 'cancelled' }]);
  });

  it('may begin anew, and then ends at its new time only', async () => {
    const id = await onDesk();
    await snooze(id);
    await resume(lea, id);
    await snooze(id, false, lea, inMinutes(DAY));
    await floor.after(4 * HOUR);
    expect(await floor.facts(id)).toMatchObject({ state: 'snoozed' });
    await floor.after(21 * HOUR);
    expect(await floor.desk(lea)).toEqual([id]);
  });

  it('tells who, until when and whether it is kept', async () => {
    const told: unknown[] = [];
    floor.get(Events).onCommitted(ConversationSnoozed, ({ data }) => void told.push(data));
    const until = inMinutes(90);
    await snooze(await onDesk(), true, manager, until);
    expect(told).toEqual([{ memberId: lea.id, until: until.toISOString(), keep: true }]);
  });
});

describe('a conversation that is set aside', () => {
  it('comes back to who takes it back', async () => {
    const id = await onDesk();
    await snooze(id);
    await floor.become(karim, 'available');
    await resume(lea, id);
    expect(await floor.desk(lea)).toEqual([id]);
  });

  it('comes back by a manager’s hand as it would by itself', async () => {
    const id = await onDesk();
    await snooze(id);
    await floor.become(lea, 'away');
    await floor.become(karim, 'available');
    await resume(manager, id);
    expect(await floor.desk(karim)).toEqual([id]);
  });

  it('and was kept for somebody who is suspended by then comes back to the group', async () => {
    const id = await onDesk();
    await snooze(id, true);
    await floor.get(SaveMember).run(floor.system, {
      memberId: lea.id,
      role: 'agent',
      kind: 'staff',
      status: 'suspended',
      capacity: 1,
    });
    await floor.become(karim, 'available');
    await floor.after(3 * HOUR);
    expect(await floor.desk(karim)).toEqual([id]);
  });
});

describe('a conversation that came through no rule', () => {
  it('waits for its member without end', async () => {
    const id = await direct();
    await snooze(id);
    await onDesk();
    await floor.after(3 * HOUR);
    expect(await floor.facts(id)).toMatchObject({
      assignedTo: lea.id,
      assignedUntil: null,
      queueRuleId: null,
    });
    await floor.after(40 * DAY);
    expect(await floor.facts(id)).toMatchObject({ state: 'waiting', assignedTo: lea.id });
  });

  it('goes to the waiting list where its member is suspended, from wherever it was', async () => {
    const [snoozed, held] = [await direct(), await direct()];
    await snooze(snoozed, true);
    await floor.get(SaveMember).run(floor.system, {
      memberId: lea.id,
      role: 'agent',
      kind: 'staff',
      status: 'suspended',
      capacity: 1,
    });
    await floor.after(3 * HOUR);
    for (const id of [held, snoozed]) {
      const facts = await floor.facts(id);
      expect(facts).toMatchObject({ state: 'waiting', assignedTo: null, groupId: null });
      expect(facts.queueNo).toBeGreaterThan(0);
    }
    expect(await floor.contacts(held)).toEqual([[lea.id, 'released']]);
    const reasons = await floor.get(WaitingReasons).page(manager);
    const codes = reasons.map(({ conversationId, reason }) => [conversationId, reason.code]);
    expect(codes).toEqual(
      expect.arrayContaining([
        [held, 'waiting_list'],
        [snoozed, 'waiting_list'],
      ]),
    );
  });
});

describe('is refused', () => {
  const attempt = (conversationId: string, by = lea, until = inMinutes(HOUR)) =>
    refusalOf(floor.get(SnoozeConversation).run(by, { conversationId, until, keep: false }));

  it('too soon, too late and in the past, next to the field', async () => {
    const id = await onDesk();
    expect(await attempt(id, lea, inMinutes(4))).toEqual({ until: 'snooze_too_soon' });
    expect(await attempt(id, lea, inMinutes(-HOUR))).toEqual({ until: 'snooze_too_soon' });
    expect(await attempt(id, lea, inMinutes(367 * DAY))).toEqual({ until: 'snooze_too_late' });
    expect(await floor.desk(lea)).toEqual([id]);
  });

  it('where the conversation is synchronous', async () => {
    const id = idOf(await floor.write(await floor.rule([[group, 0]])));
    expect(await attempt(id)).toBe('snooze_synchronous');
  });

  it('to those who do not hold it', async () => {
    const id = await onDesk();
    expect(await attempt(id, karim)).toBe('forbidden');
    expect(await attempt(id, await (await floor.neighbour()).member('Eve', 'admin'))).toBe('not_found');
    expect(await attempt(newId())).toBe('not_found');
    expect(await attempt('no id')).toBe('not_found');
  });

  it('to the second of two, who is told who was first', async () => {
    const id = await onDesk();
    const outcomes = await Promise.all([attempt(id, lea), attempt(id, manager)]);
    const name = outcomes[0] === 'done' ? 'Léa' : 'Maud';
    expect(outcomes).toContain('done');
    expect(outcomes).toContainEqual(['meanwhile_snoozed', name]);
    const first = name === 'Léa' ? lea : manager;
    expect(await attempt(id, first)).toBe('done_already');
  });

  it('once it was closed, in words that tell by whom', async () => {
    const id = await onDesk();
    await floor.get(CloseConversation).run(manager, { conversationId: id });
    expect(await attempt(id)).toEqual(['meanwhile_closed', 'Maud']);
  });

  it('once it is on somebody else’s desk', async () => {
    const id = await onDesk();
    await snooze(id);
    await floor.become(lea, 'away');
    await floor.become(karim, 'available');
    await floor.after(3 * HOUR);
    expect(await floor.desk(karim)).toEqual([id]);
    expect(await attempt(id)).toEqual(['meanwhile_landed', 'Karim']);
  });

  it('as an end before its time, to those who neither set it aside nor manage', async () => {
    const id = await onDesk();
    await snooze(id);
    const resumeBy = (by: MemberActor) =>
      refusalOf(floor.get(ReturnConversation).run(by, { conversationId: id, how: 'resumed' }));
    expect(await resumeBy(karim)).toBe('forbidden');
    expect(await resumeBy(lea)).toBe('done');
    expect(await resumeBy(lea)).not.toBe('done');
  });
});
