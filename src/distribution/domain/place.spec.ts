import { aMember, aQueue, aRule, aSnapshot, aWaiting, noon } from '../../../test/distribution/snapshots.js';
import { place, rulesWithCapacity, type Placement } from './place.js';
import type { Snapshot } from './snapshot.js';

/** Lets one conversation after another arrive, keeping the counters as the database would. */
function arrive(snapshot: Snapshot, ruleId: string): Placement {
  const placement = place(ruleId, snapshot, noon);
  if (placement.kind === 'no_room') return placement;
  snapshot.lastNo += 1;
  for (const tally of placement.tallies) {
    const queue = snapshot.queues.find(({ id }) => id === tally.queueId)!;
    Object.assign(queue, { receivedNo: tally.receivedNo, credit: tally.credit, inRun: tally.inRun });
  }
  if (placement.kind === 'wait') snapshot.queues.find(({ id }) => id === placement.queueId)!.waiting += 1;
  else {
    const member = snapshot.members.find(({ id }) => id === placement.memberId)!;
    member.taken += 1;
    member.lastNewNo = snapshot.lastNo;
  }
  return placement;
}

const queueIds = (placements: Placement[]) =>
  placements.map((placement) => (placement.kind === 'no_room' ? 'no_room' : placement.queueId));

describe('a cascade', () => {
  const cascade = () =>
    aSnapshot({
      rules: [aRule('help')],
      queues: [
        aQueue('help', 'second', { position: 2, threshold: 40 }),
        aQueue('help', 'first', { position: 1, threshold: 100 }),
      ],
      members: [aMember('lea', { groupIds: ['second'] })],
    });

  it('fills the first group’s 100 places before the second group, whose members are free meanwhile', () => {
    const snapshot = cascade();
    const first = Array.from({ length: 100 }, () => arrive(snapshot, 'help'));
    expect(first.every((each) => each.kind === 'wait' && each.queueId === 'help/first')).toBe(true);

    const next = arrive(snapshot, 'help');
    expect(next).toMatchObject({ kind: 'desk', memberId: 'lea', queueId: 'help/second' });
  });

  it('engages nobody once 140 wait', () => {
    const snapshot = cascade();
    snapshot.members = [];
    const all = queueIds(Array.from({ length: 141 }, () => arrive(snapshot, 'help')));
    expect(all.filter((id) => id === 'help/first')).toHaveLength(100);
    expect(all.filter((id) => id === 'help/second')).toHaveLength(40);
    expect(all.at(-1)).toBe('no_room');
  });

  it('passes over a group without places when nobody is free in it', () => {
    const snapshot = aSnapshot({
      rules: [aRule('help')],
      queues: [
        aQueue('help', 'now', { position: 1, threshold: 0 }),
        aQueue('help', 'later', { position: 2, threshold: 5 }),
      ],
      members: [aMember('lea', { groupIds: ['now'], capacity: 1 })],
    });
    expect(queueIds([arrive(snapshot, 'help'), arrive(snapshot, 'help')])).toEqual([
      'help/now',
      'help/later',
    ]);
  });
});

describe('a synchronous rule', () => {
  const synchronous = (members: Snapshot['members']) =>
    aSnapshot({ rules: [aRule('help')], queues: [aQueue('help', 'advice', { threshold: 0 })], members });

  it('puts the conversation on a desk at once', () => {
    expect(arrive(synchronous([aMember('lea')]), 'help')).toMatchObject({ kind: 'desk', memberId: 'lea' });
  });

  it('starts nothing when every member is offline, away, full or has reserved their last place', () => {
    const snapshot = synchronous([
      aMember('lea', { state: 'offline' }),
      aMember('karim', { state: 'away' }),
      aMember('tom', { taken: 3 }),
      aMember('ines', { taken: 2, reserved: 1 }),
    ]);
    const placement = arrive(snapshot, 'help');
    expect(placement.kind).toBe('no_room');
    expect(placement.trace.groups[0].verdict).toBe('nobody_free');
    expect(placement.trace.groups[0].members.map(({ memberId, verdict }) => [memberId, verdict])).toEqual([
      ['karim', 'away'],
      ['lea', 'offline'],
      ['ines', 'full'],
      ['tom', 'full'],
    ]);
  });

  it('does not give a place that somebody in another line of the member is waiting for', () => {
    const snapshot = synchronous([aMember('lea', { groupIds: ['advice', 'orders'] })]);
    const orders = aQueue('order help', 'orders');
    snapshot.rules.push(aRule('order help'));
    snapshot.queues.push(orders);
    snapshot.waiting = [aWaiting(orders, 5)];
    expect(place('help', snapshot, noon).kind).toBe('no_room');

    snapshot.rules[1].enabled = false;
    expect(place('help', snapshot, noon).kind).toBe('desk');
  });
});

describe('an equal split', () => {
  const three = () =>
    aSnapshot({
      rules: [aRule('help', { sharing: 'equal' })],
      queues: ['a', 'b', 'c'].map((groupId, position) =>
        aQueue('help', groupId, { position, threshold: 1000 }),
      ),
    });

  it('gives to the group that has gone longest without, so that counts differ by at most one', () => {
    const snapshot = three();
    const received = queueIds(Array.from({ length: 100 }, () => arrive(snapshot, 'help')));
    for (let from = 0; from < 90; from += 7) {
      const run = received.slice(from, from + 10);
      const counts = ['help/a', 'help/b', 'help/c'].map((id) => run.filter((each) => each === id).length);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
  });

  it('does not make up for the time in which a group was full', () => {
    const snapshot = three();
    snapshot.queues[1].threshold = 1;
    Array.from({ length: 30 }, () => arrive(snapshot, 'help'));
    snapshot.queues[1].threshold = 1000;
    const run = queueIds(Array.from({ length: 9 }, () => arrive(snapshot, 'help')));
    expect(run.filter((id) => id === 'help/b')).toHaveLength(3);
  });
});

describe('a group with places to wait', () => {
  const queue = () => aQueue('help', 'advice', { threshold: 2 });

  it('lets the conversation wait behind those who wait already, though a member has just become free', () => {
    const waiting = queue();
    waiting.waiting = 1;
    const snapshot = aSnapshot({
      rules: [aRule('help')],
      queues: [waiting],
      members: [aMember('lea')],
      waiting: [aWaiting(waiting, 5)],
    });
    const placement = place('help', snapshot, noon);
    expect(placement.kind).toBe('wait');
    expect(placement.trace.groups[0].members[0].verdict).toBe('others_wait');
  });

  it('does not count a conversation that is kept for one member as somebody before the others', () => {
    const snapshot = aSnapshot({
      rules: [aRule('help')],
      queues: [queue()],
      members: [aMember('karim'), aMember('lea')],
      waiting: [
        aWaiting(queue(), 5, { assignedTo: 'karim', assignedUntil: new Date('2026-03-03T12:00:00Z') }),
      ],
    });
    expect(place('help', snapshot, noon)).toMatchObject({ kind: 'desk', memberId: 'lea' });
  });

  it('tells of each member why they did not get it, in the order in which they would be asked', () => {
    const snapshot = aSnapshot({
      rules: [aRule('help')],
      queues: [queue()],
      members: [
        aMember('ana', { taken: 1, capacity: 2 }),
        aMember('bob', { taken: 2, capacity: 6, lastNewNo: 3 }),
        aMember('cleo', { taken: 1, capacity: 3, lastNewNo: 2 }),
        aMember('dan', { taken: 1, capacity: 3, lastNewNo: 2 }),
      ],
    });
    const { trace } = place('help', snapshot, noon);
    expect(trace.memberId).toBe('cleo');
    expect(trace.groups[0].members.map(({ verdict }) => verdict)).toEqual([
      'chosen',
      'later_in_order',
      'served_later',
      'busier',
    ]);
  });
});

describe('room', () => {
  it('is where a new conversation would start, rule by rule', () => {
    const snapshot = aSnapshot({
      rules: [
        aRule('open'),
        aRule('full'),
        aRule('off', { enabled: false }),
        aRule('now'),
        aRule('never'),
        aRule('former'),
      ],
      queues: [
        aQueue('open', 'advice'),
        aQueue('full', 'advice', { threshold: 2, waiting: 2 }),
        aQueue('off', 'advice'),
        aQueue('now', 'advice', { threshold: 0 }),
        aQueue('never', 'closed', { groupActive: false }),
        aQueue('former', 'advice', { listed: false }),
        aQueue(null, 'advice'),
      ],
      members: [aMember('lea')],
    });
    expect(rulesWithCapacity(snapshot, noon)).toEqual(new Set(['open', 'now']));
  });

  it('agrees with what happens to the next conversation', () => {
    const snapshot = aSnapshot({
      rules: [aRule('off', { enabled: false })],
      queues: [aQueue('off', 'advice')],
    });
    const placement = place('off', snapshot, noon);
    expect(placement).toMatchObject({ kind: 'no_room', trace: { rule: { verdict: 'off' }, groups: [] } });
  });
});
