import { aMember, aQueue, aRule, aSnapshot, aWaiting, noon } from '../../../test/distribution/snapshots.js';
import { afterPlacement, place, rulesWithCapacity, servedQueues, type PlacedConversation } from './place.js';
import type { Snapshot } from './snapshot.js';

const advice = aQueue('help', 'advice', { waiting: 1, threshold: 5 });
const orders = aQueue('help', 'orders', { position: 1 });
const placed = (snapshot: Snapshot) => place('help', snapshot, noon) as PlacedConversation;

describe('the snapshot after a placement', () => {
  it('counts a conversation that waits in its queue', () => {
    const snapshot = aSnapshot({
      rules: [aRule('help')],
      queues: [advice, orders],
      members: [aMember('lea', { state: 'away' })],
    });
    expect(afterPlacement(snapshot, placed(snapshot))).toEqual({
      ...snapshot,
      lastNo: 1001,
      queues: [{ ...advice, waiting: 2, receivedNo: 1001 }, orders],
    });
  });

  it('counts a conversation on a desk with its member', () => {
    const tom = aMember('tom', { state: 'away' });
    const snapshot = aSnapshot({
      rules: [aRule('help', { sharing: 'weighted' })],
      queues: [
        { ...advice, share: 60 },
        { ...orders, share: 40 },
      ],
      members: [aMember('lea', { taken: 1 }), tom],
    });
    expect(afterPlacement(snapshot, placed(snapshot))).toEqual({
      ...snapshot,
      lastNo: 1001,
      queues: [
        { ...advice, share: 60, receivedNo: 1001, credit: -40, inRun: 1 },
        { ...orders, share: 40, credit: 40 },
      ],
      members: [aMember('lea', { taken: 2, lastNewNo: 1001 }), tom],
    });
  });
});

describe('a placement', () => {
  it('is by a rule that exists', () => {
    expect(() => place('gone', aSnapshot({}), noon)).toThrow('Rule gone is not in the snapshot');
  });

  it('tells of members for whom something else came before', () => {
    const tomorrow = new Date('2026-03-03T12:00:00Z');
    const snapshot = aSnapshot({
      rules: [aRule('other'), aRule('help')],
      queues: [orders, advice],
      members: [aMember('karim'), aMember('lea', { taken: 1 })],
      waiting: [aWaiting(advice, 5, { assignedTo: 'karim', assignedUntil: tomorrow })],
    });
    expect(place('help', snapshot, noon).trace).toMatchObject({
      rule: { id: 'help' },
      groups: [
        {
          members: [
            { memberId: 'karim', verdict: 'others_wait' },
            { memberId: 'lea', verdict: 'chosen' },
          ],
        },
        {},
      ],
    });
  });

  it('tells of each group, in the rule’s order, what it was and whom it has', () => {
    const snapshot = aSnapshot({
      rules: [aRule('help')],
      queues: [
        aQueue('help', 'later', { position: 3 }),
        aQueue('help', 'now', { position: 1, threshold: 0 }),
        aQueue('help', 'advice', { position: 2, waiting: 1 }),
        aQueue('help', 'former', { position: 0, listed: false }),
        aQueue('other', 'advice'),
      ],
      members: [
        aMember('lea', { groupIds: ['now', 'later'], state: 'offline' }),
        aMember('tom', { taken: 1 }),
      ],
    });
    expect(place('help', snapshot, noon)).toEqual({
      kind: 'desk',
      memberId: 'tom',
      queueId: 'help/advice',
      tallies: [{ queueId: 'help/advice', receivedNo: 1001, credit: 0, inRun: 0 }],
      trace: {
        rule: { id: 'help', sharing: 'cascade', verdict: 'on' },
        occasion: 'arrival',
        outcome: 'desk',
        memberId: 'tom',
        groups: [
          {
            groupId: 'now',
            queueId: 'help/now',
            verdict: 'nobody_free',
            threshold: 0,
            waiting: 0,
            members: [{ memberId: 'lea', verdict: 'offline', load: 0, capacity: 3 }],
          },
          {
            groupId: 'advice',
            queueId: 'help/advice',
            verdict: 'chosen',
            threshold: 100,
            waiting: 1,
            members: [{ memberId: 'tom', verdict: 'chosen', load: 1, capacity: 3 }],
          },
          {
            groupId: 'later',
            queueId: 'help/later',
            verdict: 'not_reached',
            threshold: 100,
            waiting: 0,
            members: [],
          },
        ],
      },
    });
  });

  it('tells that it waits, or that there is no room', () => {
    const none = aSnapshot({ rules: [aRule('help')], queues: [advice] });
    expect(place('help', none, noon)).toMatchObject({
      kind: 'wait',
      trace: { outcome: 'wait', memberId: null },
    });
    const full = aSnapshot({ rules: [aRule('help')], queues: [{ ...advice, threshold: 1 }] });
    expect(place('help', full, noon)).toMatchObject({
      kind: 'no_room',
      trace: { outcome: 'no_room', memberId: null, groups: [{ verdict: 'queue_full', members: [] }] },
    });
    const off = aSnapshot({ rules: [aRule('help', { enabled: false })], queues: [advice] });
    expect(place('help', off, noon)).toStrictEqual({
      kind: 'no_room',
      trace: {
        rule: { id: 'help', sharing: 'cascade', verdict: 'off' },
        occasion: 'arrival',
        groups: [],
        outcome: 'no_room',
        memberId: null,
      },
    });
  });

  it('leaves a place to what came before, in any line of its member that is served', () => {
    const lea = aMember('lea', { groupIds: ['advice', 'orders'] });
    const kindWith = (...waiting: Snapshot['waiting']) =>
      place(
        'help',
        aSnapshot({ rules: [aRule('help')], queues: [advice, orders], members: [lea], waiting }),
        noon,
      ).kind;
    const tomorrow = new Date('2026-03-03T12:00:00Z');
    expect(kindWith(aWaiting(orders, 1))).toBe('wait');
    expect(kindWith(aWaiting(orders, 1, { assignedTo: 'lea', assignedUntil: tomorrow }))).toBe('wait');
    expect(kindWith(aWaiting(orders, 1, { assignedTo: 'tom', assignedUntil: tomorrow }))).toBe('desk');
    expect(kindWith(aWaiting(orders, 1, { assignedTo: 'tom', assignedUntil: noon }))).toBe('wait');
    expect(kindWith(aWaiting(orders, 1, { queueId: null }))).toBe('desk');
    expect(kindWith(aWaiting(orders, 1, { groupId: null }))).toBe('desk');
    expect(kindWith(aWaiting(orders, 1, { queueId: 'gone' }))).toBe('desk');
    expect(kindWith(aWaiting(orders, 1, { groupId: 'elsewhere' }))).toBe('desk');
  });
});

describe('room under a weighted rule', () => {
  it('is in groups with a share alone', () => {
    const rules = [aRule('help', { sharing: 'weighted' })];
    const open = (...shares: number[]) =>
      rulesWithCapacity(
        aSnapshot({ rules, queues: shares.map((share, at) => aQueue('help', `group ${at}`, { share })) }),
        noon,
      );
    expect(open(0)).toEqual(new Set());
    expect(open(0, 100)).toEqual(new Set(['help']));
  });

  it('is where somebody is free, where nobody may wait', () => {
    const open = (...members: Snapshot['members']) =>
      rulesWithCapacity(
        aSnapshot({ rules: [aRule('help')], queues: [{ ...advice, threshold: 0 }], members }),
        noon,
      );
    expect(open()).toEqual(new Set());
    expect(open(aMember('lea', { taken: 3 }))).toEqual(new Set());
    expect(open(aMember('lea', { taken: 3 }), aMember('tom'))).toEqual(new Set(['help']));
  });
});

it('serves the lines of rules that are on, and those of no rule', () => {
  const back = aQueue(null, 'advice');
  const off = aQueue('off', 'advice');
  const rules = [aRule('help'), aRule('off', { enabled: false })];
  expect(servedQueues(aSnapshot({ rules, queues: [advice, back, off] }))).toEqual(
    new Set([advice.id, back.id]),
  );
});
