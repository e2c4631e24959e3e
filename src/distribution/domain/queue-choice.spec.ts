import { aQueue, aRule } from '../../../test/distribution/snapshots.js';
import { chooseQueue, obstacleOf, whyGroupPassedOver, type Obstacle } from './queue-choice.js';
import type { Queue, Sharing } from './snapshot.js';

const candidates = (...queues: [Queue, Obstacle?][]) =>
  queues.map(([queue, obstacle = null]) => ({ queue, obstacle }));
const a = aQueue('help', 'a', { share: 60, receivedNo: 8 });
const b = aQueue('help', 'b', { share: 40, receivedNo: 5, credit: 3, inRun: 2 });
const choose = (sharing: Sharing, ...queues: [Queue, Obstacle?][]) =>
  chooseQueue(aRule('help', { sharing }), candidates(...queues), 9);

describe('what stands in the way of a new conversation', () => {
  it('is a group that is off, whoever is free', () => {
    const off = { groupActive: false };
    expect(obstacleOf(aQueue('help', 'a', { ...off, threshold: 0 }), true)).toBe('group_off');
    expect(obstacleOf(aQueue('help', 'a', off), true)).toBe('group_off');
  });

  it('is a queue that is full, whoever is free', () => {
    const of = (waiting: number) => obstacleOf(aQueue('help', 'a', { threshold: 2, waiting }), true);
    expect([of(0), of(1), of(2), of(3)]).toEqual([null, null, 'queue_full', 'queue_full']);
  });

  it('is that nobody is free, where nobody may wait', () => {
    const queue = aQueue('help', 'a', { threshold: 0 });
    expect(obstacleOf(queue, false)).toBe('nobody_free');
    expect(obstacleOf(queue, true)).toBeNull();
  });
});

describe('the queue that receives', () => {
  it('is the first with room in a cascade', () => {
    expect(choose('cascade', [a], [b]).chosen).toBe(a);
    expect(choose('cascade', [a, 'queue_full'], [b]).chosen).toBe(b);
  });

  it('is the one that has gone longest without in an equal split, the first of several that never received', () => {
    expect(choose('equal', [a], [b]).chosen).toBe(b);
    expect(choose('equal', [a], [b, 'group_off']).chosen).toBe(a);
    const never = ['c', 'd'].map((id) => aQueue('help', id));
    expect(choose('equal', [a], [never[0]], [never[1]]).chosen).toBe(never[0]);
  });

  it('remembers its number, and keeps what it is owed', () => {
    expect(choose('equal', [a], [b]).tallies).toEqual([
      { queueId: 'help/b', receivedNo: 9, credit: 3, inRun: 2 },
    ]);
  });

  it('is the one that is owed most in a weighted rule, which counts for all of them', () => {
    const even = { ...b, credit: 0, inRun: 0 };
    expect(choose('weighted', [a], [even])).toEqual({
      chosen: a,
      tallies: [
        { queueId: 'help/a', receivedNo: 9, credit: -40, inRun: 1 },
        { queueId: 'help/b', receivedNo: 5, credit: 40, inRun: 0 },
      ],
    });
    expect(choose('weighted', [a, 'queue_full'], [even]).chosen).toBe(even);
  });

  it.each<Sharing>(['cascade', 'equal', 'weighted'])('is none where none has room: %s', (sharing) => {
    expect(choose(sharing, [a, 'queue_full'], [b, 'group_off'])).toStrictEqual({
      chosen: undefined,
      tallies: [],
    });
    expect(choose(sharing)).toStrictEqual({ chosen: undefined, tallies: [] });
  });
});

describe('a group that did not receive', () => {
  const why = (sharing: Sharing, queue: Queue, obstacle: Obstacle = null) =>
    whyGroupPassedOver(aRule('help', { sharing }), { queue, obstacle });

  it('is told what stood in its way', () => {
    expect(why('weighted', a, 'queue_full')).toBe('queue_full');
    expect(why('cascade', a, 'group_off')).toBe('group_off');
  });

  it('is told by the rule’s way of sharing why another was before it', () => {
    expect(why('cascade', a)).toBe('not_reached');
    expect(why('equal', a)).toBe('received_later');
    expect(why('weighted', a)).toBe('ahead_of_share');
    expect(why('weighted', { ...a, share: 0 })).toBe('no_share');
  });
});
