import { aMember, aQueue, aRule, aSnapshot, aWaiting, noon } from '../../../test/distribution/snapshots.js';
import { afterDecisions, distribute, type Decision } from './distribute.js';
import type { Waiting } from './snapshot.js';

const advice = aQueue('help', 'advice', { waiting: 3 });
const orders = aQueue('help', 'orders', { position: 1, waiting: 3 });
const rules = [aRule('help')];
const queues = [advice, orders];
const tomorrow = new Date('2026-03-03T12:00:00Z');
const anHourAgo = new Date('2026-03-02T11:00:00Z');

const landed = (decisions: Decision[]) =>
  decisions.map((each) => (each.kind === 'land' ? `${each.conversationId} → ${each.memberId}` : each.kind));

describe('a free place', () => {
  it('goes to what came first in any of the member’s groups', () => {
    const decisions = distribute(
      aSnapshot({
        rules,
        queues,
        members: [aMember('lea', { groupIds: ['advice', 'orders'], capacity: 3 })],
        waiting: [aWaiting(advice, 4), aWaiting(orders, 2), aWaiting(advice, 9), aWaiting(orders, 3)],
      }),
      noon,
    );
    expect(landed(decisions)).toEqual(['c2 → lea', 'c3 → lea', 'c4 → lea']);
  });

  it('goes to a conversation kept for the member in its order, neither before nor after the others', () => {
    const kept = aWaiting(advice, 3, { assignedTo: 'lea', assignedUntil: tomorrow });
    const decisions = distribute(
      aSnapshot({
        rules,
        queues,
        members: [aMember('lea', { capacity: 2 }), aMember('karim', { state: 'away' })],
        waiting: [aWaiting(advice, 5), kept, aWaiting(advice, 2)],
      }),
      noon,
    );
    expect(landed(decisions)).toEqual(['c2 → lea', 'c3 → lea']);
  });

  it('is spread over the members by load, then by who has gone longest without', () => {
    const decisions = distribute(
      aSnapshot({
        rules,
        queues,
        members: [
          aMember('lea', { capacity: 2, lastNewNo: 8 }),
          aMember('karim', { capacity: 4, taken: 1, lastNewNo: 1 }),
          aMember('tom', { capacity: 2, lastNewNo: 5 }),
        ],
        waiting: [1, 2, 3, 4, 5, 6, 7, 8].map((no) => aWaiting(advice, no)),
      }),
      noon,
    );
    expect(landed(decisions)).toEqual([
      'c1 → tom',
      'c2 → lea',
      'c3 → karim',
      'c4 → tom',
      'c5 → lea',
      'c6 → karim',
      'c7 → karim',
    ]);
  });

  it('is not filled while its member is away, nor where it is reserved', () => {
    const decisions = distribute(
      aSnapshot({
        rules,
        queues,
        members: [aMember('lea', { state: 'away' }), aMember('tom', { capacity: 1, reserved: 1 })],
        waiting: [aWaiting(advice, 1), aWaiting(advice, 2, { assignedTo: 'lea', assignedUntil: tomorrow })],
      }),
      noon,
    );
    expect(decisions).toEqual([]);
  });
});

describe('an assignment', () => {
  const kept = aWaiting(advice, 3, { assignedTo: 'lea', assignedUntil: anHourAgo });

  it('that is over is anybody’s in the group, at the place in line it got when it began', () => {
    const decisions = distribute(
      aSnapshot({
        rules,
        queues,
        members: [aMember('lea', { state: 'offline' }), aMember('tom', { capacity: 1 })],
        waiting: [aWaiting(advice, 4), kept],
      }),
      noon,
    );
    expect(landed(decisions)).toEqual(['expire', 'c3 → tom']);
  });

  it('that is over leaves the queue’s length as it was where somebody is free at once', () => {
    const snapshot = aSnapshot({ rules, queues, members: [aMember('tom')], waiting: [kept] });
    const after = afterDecisions(snapshot, distribute(snapshot, noon));
    expect([after.queues[0].waiting, after.waiting]).toEqual([advice.waiting, []]);
  });

  it('that is over while nobody is free ends, and the conversation counts in its queue again', () => {
    const snapshot = aSnapshot({ rules, queues, members: [], waiting: [kept] });
    const decisions = distribute(snapshot, noon);
    expect(decisions).toEqual([{ kind: 'expire', conversationId: 'c3', queueId: advice.id }]);
    expect(afterDecisions(snapshot, decisions).queues[0].waiting).toBe(advice.waiting + 1);
  });
});

describe('a conversation that came through no rule', () => {
  const direct = aWaiting(advice, 1, {
    queueId: null,
    groupId: null,
    assignedTo: 'lea',
    landsOnConnection: true,
  });

  it('waits while its member is offline', () => {
    expect(
      distribute(aSnapshot({ members: [aMember('lea', { state: 'offline' })], waiting: [direct] }), noon),
    ).toEqual([]);
  });

  it('lands as soon as they are connected, though they are away and full', () => {
    const decisions = distribute(
      aSnapshot({ members: [aMember('lea', { state: 'away', taken: 3 })], waiting: [direct] }),
      noon,
    );
    expect(landed(decisions)).toEqual(['c1 → lea']);
  });

  it('waits for a free place when it comes back from a snooze', () => {
    const back = { ...direct, landsOnConnection: false };
    const at = (taken: number) => aSnapshot({ members: [aMember('lea', { taken })], waiting: [back] });
    expect(distribute(at(3), noon)).toEqual([]);
    expect(landed(distribute(at(2), noon))).toEqual(['c1 → lea']);
  });
});

describe('a rule that is switched off', () => {
  it('keeps its line waiting, but not what is kept for a member', () => {
    const decisions = distribute(
      aSnapshot({
        rules: [aRule('help', { enabled: false })],
        queues,
        members: [aMember('lea')],
        waiting: [aWaiting(advice, 1), aWaiting(advice, 2, { assignedTo: 'lea', assignedUntil: tomorrow })],
      }),
      noon,
    );
    expect(landed(decisions)).toEqual(['c2 → lea']);
  });
});

describe('a return queue', () => {
  it('is served like any other, by order of arrival', () => {
    const back = aQueue(null, 'advice');
    const decisions = distribute(
      aSnapshot({
        rules,
        queues: [...queues, back],
        members: [aMember('lea', { capacity: 1 })],
        waiting: [aWaiting(advice, 7), aWaiting(back, 6)],
      }),
      noon,
    );
    expect(landed(decisions)).toEqual(['c6 → lea']);
  });
});

it('says of each landing why it is one, from which line, and its number', () => {
  const decisions = distribute(
    aSnapshot({
      rules,
      queues,
      members: [aMember('lea'), aMember('tom', { state: 'away', groupIds: [] })],
      waiting: [
        aWaiting(advice, 1, { assignedTo: 'lea', assignedUntil: tomorrow }),
        aWaiting(advice, 2, { queueId: null, groupId: null, assignedTo: 'tom', landsOnConnection: true }),
        aWaiting(advice, 3, { assignedTo: 'tom', assignedUntil: noon }),
      ],
    }),
    noon,
  );
  const land = { kind: 'land', queueId: 'help/advice' };
  expect(decisions).toEqual([
    { ...land, conversationId: 'c1', memberId: 'lea', groupId: null, because: 'assigned', no: 1001 },
    {
      ...land,
      conversationId: 'c2',
      memberId: 'tom',
      queueId: null,
      groupId: null,
      because: 'connected',
      no: 1002,
    },
    { kind: 'expire', conversationId: 'c3', queueId: 'help/advice' },
    { ...land, conversationId: 'c3', memberId: 'lea', groupId: 'advice', because: 'next_in_line', no: 1003 },
  ]);
});

it('asks members who are alike in the order of their names, then of their ids', () => {
  const called = (id: string, name: string) => aMember(id, { name, capacity: 1 });
  const members = ['3', '1', '5', '2', '4'].map((id) => called(id, 'Tom'));
  const all = [...members, called('7', 'Lea'), called('6', 'Ana')];
  const waiting = [1, 2, 3, 4, 5, 6, 7].map((no) => aWaiting(advice, no));
  for (const order of [all, [...all].reverse()])
    expect(landed(distribute(aSnapshot({ rules, queues, members: order, waiting }), noon))).toEqual([
      'c1 → 6',
      'c2 → 7',
      'c3 → 1',
      'c4 → 2',
      'c5 → 3',
      'c6 → 4',
      'c7 → 5',
    ]);
});

describe('what cannot land', () => {
  it('is kept for who is not there, or stands in a line that nobody serves', () => {
    const kept = (more: object) => aWaiting(advice, 1, { assignedTo: 'nobody', ...more });
    const decisions = (waiting: Waiting) =>
      distribute(aSnapshot({ rules, queues, members: [aMember('lea')], waiting: [waiting] }), noon);
    expect(decisions(kept({}))).toEqual([]);
    expect(decisions(kept({ landsOnConnection: true }))).toEqual([]);
    expect(decisions(aWaiting(advice, 1, { groupId: null }))).toEqual([]);
    expect(decisions(aWaiting(advice, 1, { queueId: null }))).toEqual([]);
    expect(decisions(aWaiting(advice, 1, { queueId: 'gone' }))).toEqual([]);
    expect(decisions(aWaiting(advice, 1, { groupId: 'empty' }))).toEqual([]);
  });
});
