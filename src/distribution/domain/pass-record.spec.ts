import { aMember, aQueue, aRule, aSnapshot, aWaiting, noon } from '../../../test/distribution/snapshots.js';
import { afterDecisions, distribute } from './distribute.js';
import { explain, recordPass } from './pass-record.js';
import type { Snapshot } from './snapshot.js';

const advice = aQueue('help', 'advice', { waiting: 3 });
const orders = aQueue('help', 'orders', { position: 1, waiting: 3 });
const rules = [aRule('help')];
const queues = [advice, orders];
const tomorrow = new Date('2026-03-03T12:00:00Z');
const anHourAgo = new Date('2026-03-02T11:00:00Z');

describe('the record of a pass', () => {
  it('tells for each conversation what every member’s load was at its turn', () => {
    const snapshot = aSnapshot({
      rules,
      queues,
      members: [
        aMember('lea', { capacity: 2 }),
        aMember('tom', { capacity: 2, taken: 1 }),
        aMember('ines', { groupIds: ['orders'], state: 'offline' }),
      ],
      waiting: [1, 2, 3].map((no) => aWaiting(advice, no)),
    });
    const record = recordPass(snapshot, distribute(snapshot, noon));
    expect(record.members.map(({ id }) => id)).toEqual(['lea', 'tom']);
    expect(explain(record, 'c1')?.groups[0].members).toEqual([
      { memberId: 'lea', verdict: 'chosen', load: 0, capacity: 2 },
      { memberId: 'tom', verdict: 'busier', load: 1, capacity: 2 },
    ]);
    expect(explain(record, 'c3')?.groups[0].members).toEqual([
      { memberId: 'lea', verdict: 'chosen', load: 1, capacity: 2 },
      { memberId: 'tom', verdict: 'full', load: 2, capacity: 2 },
    ]);
    expect(explain(record, 'c9')).toBeUndefined();
  });

  const trace = (more: Partial<Snapshot>, conversationId = 'c1') => {
    const snapshot = aSnapshot({ rules, queues, members: [aMember('lea')], ...more });
    return explain(recordPass(snapshot, distribute(snapshot, noon)), conversationId);
  };

  it('tells of a conversation that was next in line by which rule and from which queue it came', () => {
    expect(trace({ waiting: [aWaiting(advice, 1)] })).toEqual({
      rule: { id: 'help', sharing: 'cascade', verdict: 'on' },
      occasion: 'free_place',
      groups: [
        {
          groupId: 'advice',
          queueId: 'help/advice',
          verdict: 'chosen',
          threshold: 100,
          waiting: 3,
          members: [{ memberId: 'lea', verdict: 'chosen', load: 0, capacity: 3 }],
        },
      ],
      outcome: 'desk',
      memberId: 'lea',
    });
  });

  it('counts the queue as it was at the conversation’s turn', () => {
    const waiting = [aWaiting(advice, 1), aWaiting(advice, 2)];
    expect(trace({ waiting }, 'c2')?.groups[0]).toMatchObject({ waiting: 2 });
  });

  it('tells of the conversation’s own rule, queue and members beside others of the pass', () => {
    const other = aQueue('other', 'orders', { threshold: 7, waiting: 1 });
    const snapshot = aSnapshot({
      rules: [...rules, aRule('other', { sharing: 'equal' })],
      queues: [advice, other],
      members: [aMember('lea'), aMember('tom', { groupIds: ['orders'] })],
      waiting: [aWaiting(advice, 1), aWaiting(other, 2)],
    });
    expect(explain(recordPass(snapshot, distribute(snapshot, noon)), 'c2')).toMatchObject({
      rule: { id: 'other', sharing: 'equal' },
      groups: [{ groupId: 'orders', queueId: 'other/orders', threshold: 7, members: [{ memberId: 'tom' }] }],
    });
  });

  it('tells of a conversation that was kept for a member only of them', () => {
    const kept = aWaiting(advice, 1, { assignedTo: 'lea', assignedUntil: tomorrow });
    const members = [aMember('lea', { taken: 1 }), aMember('tom')];
    expect(trace({ members, waiting: [kept] })).toMatchObject({
      occasion: 'free_place',
      groups: [
        {
          groupId: 'advice',
          verdict: 'chosen',
          members: [{ memberId: 'lea', verdict: 'assigned', load: 1, capacity: 3 }],
        },
      ],
      memberId: 'lea',
    });
    expect(
      trace({
        rules: [aRule('help', { enabled: false, sharing: 'equal' })],
        waiting: [kept],
      })?.rule,
    ).toEqual({ id: 'help', sharing: 'equal', verdict: 'off' });
  });

  it('tells of a conversation that came through no rule that its member connected', () => {
    const direct = { queueId: null, groupId: null, assignedTo: 'lea', landsOnConnection: true };
    expect(trace({ waiting: [aWaiting(advice, 1, direct)] })).toEqual({
      rule: null,
      occasion: 'connection',
      groups: [
        {
          groupId: null,
          queueId: null,
          verdict: 'chosen',
          threshold: null,
          waiting: null,
          members: [{ memberId: 'lea', verdict: 'assigned', load: 0, capacity: 3 }],
        },
      ],
      outcome: 'desk',
      memberId: 'lea',
    });
  });

  it('tells nothing of a conversation that stayed where it was', () => {
    const over = aWaiting(advice, 1, { assignedTo: 'lea', assignedUntil: anHourAgo });
    expect(trace({ members: [], waiting: [over] })).toBeUndefined();
  });

  it('keeps what its decisions can be told from, and no more', () => {
    const snapshot = aSnapshot({
      rules: [...rules, aRule('other')],
      queues: [...queues, aQueue('other', 'orders')],
      members: [
        aMember('lea', { capacity: 1 }),
        aMember('tom', { state: 'away' }),
        aMember('ines', { groupIds: [] }),
      ],
      waiting: [aWaiting(advice, 1), aWaiting(advice, 2), aWaiting(orders, 3)],
    });
    const record = recordPass(snapshot, distribute(snapshot, noon));
    expect(record).toMatchObject({
      lastNo: 1000,
      rules: [{ id: 'help' }],
      queues: [{ id: 'help/advice' }],
      members: [{ id: 'lea' }, { id: 'tom' }],
      waiting: [{ conversationId: 'c1' }],
      decisions: [{ conversationId: 'c1', no: 1001 }],
    });
  });
});

describe('the snapshot after decisions', () => {
  it('counts landings with members and in the series, and leaves the rest as it was', () => {
    const snapshot = aSnapshot({
      rules,
      queues,
      members: [aMember('lea', { capacity: 2, taken: 1 }), aMember('tom', { state: 'offline' })],
      waiting: [aWaiting(advice, 1), aWaiting(advice, 2), aWaiting(orders, 3)],
    });
    const before = structuredClone(snapshot);
    const after = afterDecisions(snapshot, distribute(snapshot, noon));
    expect(after).toEqual({
      ...before,
      lastNo: 1001,
      queues: [{ ...advice, waiting: 2 }, orders],
      members: [{ ...before.members[0], taken: 2, lastNewNo: 1001 }, before.members[1]],
      waiting: before.waiting.slice(1),
    });
    expect(snapshot).toEqual(before);
  });

  it('takes what was kept for a member out of no queue’s length', () => {
    const kept = aWaiting(advice, 1, { assignedTo: 'lea', assignedUntil: tomorrow });
    const snapshot = aSnapshot({ rules, queues, members: [aMember('lea')], waiting: [kept] });
    const after = afterDecisions(snapshot, distribute(snapshot, noon));
    expect(after.queues[0].waiting).toBe(3);
  });

  it('keeps for nobody what is over', () => {
    const over = aWaiting(advice, 1, { assignedTo: 'lea', assignedUntil: anHourAgo });
    const kept = aWaiting(advice, 2, { assignedTo: 'lea', assignedUntil: tomorrow });
    const snapshot = aSnapshot({ rules, queues, members: [], waiting: [over, kept] });
    expect(afterDecisions(snapshot, distribute(snapshot, noon))).toMatchObject({
      lastNo: 1000,
      waiting: [{ ...over, assignedTo: null, assignedUntil: null }, kept],
    });
  });

  it('goes on from the last number where nothing landed', () => {
    const snapshot = aSnapshot({ rules, queues });
    expect(afterDecisions(snapshot, distribute(snapshot, noon))).toEqual(snapshot);
  });
});
