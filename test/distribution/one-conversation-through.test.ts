import { Module } from '@nestjs/common';
import { CloseConversation, SnoozeConversation } from '../../src/conversations/index.js';
import { DistributionModule, TransferConversation } from '../../src/distribution/index.js';
import { Clock } from '../../src/kernel/index.js';
import { Mailbox } from '../../src/mail/index.js';
import { NoticesModule } from '../../src/notices/index.js';
import { AnswerSurvey, SurveysModule } from '../../src/surveys/index.js';
import { VisitorLinks } from '../../src/visitors/index.js';
import { startWorld } from '../conversations/world.js';
import { until } from '../support/platform.js';
import { floorOf, idOf, type Floor } from './world.js';

@Module({ imports: [DistributionModule, SurveysModule, NoticesModule] })
class WholeModule {}

const HOUR = 60;

let floor: Floor;

beforeAll(async () => {
  floor = floorOf(await startWorld({ DATABASE_POOL: '20' }, WholeModule));
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
  await floor.database.query(`UPDATE visitors SET email = 'nora@customer.test' WHERE id = $1`, [visitor.id]);

  const events = async () =>
    (
      await floor.database.query<{ name: string }>(
        `SELECT name FROM events WHERE conversation_id = $1 AND name ~ '^(conversation|survey)' AND name <> 'conversation.moved' ORDER BY no`,
        [id],
      )
    ).map(({ name }) => name.replace('conversation.', ''));
  const moves = async () =>
    (
      await floor.database.query<{ data: { from: string | null; to: string; why: string } }>(
        `SELECT data FROM events WHERE conversation_id = $1 AND name = 'conversation.moved' ORDER BY no`,
        [id],
      )
    ).map(({ data }) => `${data.why} ${data.from} → ${data.to}`);
  const mails = async () => {
    const sent = await floor.database.query<{ id: string; template: string }>(
      `SELECT id, template FROM notifications WHERE conversation_id = $1 AND state = 'sent' ORDER BY id`,
      [id],
    );
    return sent;
  };
  const written = async (...templates: string[]) => {
    await until(async () => {
      await floor.after(0);
      return (await mails()).length >= templates.length;
    });
    expect((await mails()).map(({ template }) => template)).toEqual(templates);
  };
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

  // Answered, set aside and kept: the place is free, and Nora, who has left, is told of the answer at once.
  await floor.say(ada, id, 'We have it in brass.');
  const later = new Date(floor.get(Clock).now().getTime() + 3 * HOUR * 60_000);
  await floor.get(SnoozeConversation).run(ada, { conversationId: id, until: later, keep: true });
  await floor.settled();
  await written('answer');
  expect(await floor.facts(id)).toMatchObject({ state: 'snoozed', snoozedBy: ada.id, snoozedUntil: later });
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

  // Answered and closed: the mail asks how it went, and nothing was told twice on the way.
  await floor.say(cleo, id, 'Ben is away today: it is kept for you.');
  await floor.get(CloseConversation).run(cleo, { conversationId: id });
  await floor.settled();
  await written('answer', 'closing');
  const [, closing] = await mails();
  const { text } = await floor.get(Mailbox).mail(ada, closing.id);
  const [, token] = /\/l\/([\w.-]+)/.exec(text) ?? [];
  expect(floor.get(VisitorLinks).open(token)).toMatchObject({ conversationId: id, purpose: 'survey' });
  const opinion = { conversationId: id, score: 5, recommendation: 9, comment: 'Quick and kind' };
  expect(await floor.get(AnswerSurvey).run(visitor, opinion)).toEqual({ state: 'answered' });
  expect(await floor.get(AnswerSurvey).run(visitor, opinion)).toEqual({ state: 'repeated' });
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
    'handed_over',
    'closed',
    'surveyed_both',
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
    'survey.answered',
  ]);
  expect(await moves()).toEqual([
    'started null → waiting',
    'landed waiting → on_desk',
    'snoozed on_desk → snoozed',
    'reply snoozed → waiting',
    'landed waiting → on_desk',
    'transferred on_desk → waiting',
    'expired waiting → waiting',
    'landed waiting → on_desk',
    'closed on_desk → closed',
  ]);
});
