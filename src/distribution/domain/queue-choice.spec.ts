import { aQueue, aRule, randomFrom, roundsOf } from '../../../test/distribution/snapshots.js';
import { chooseQueue, obstacleOf, whyGroupPassedOver } from './queue-choice.js';
import { isSharing, needsShares, SHARING_NAMES, type GroupLoad, type Obstacle } from './sharing.js';
import type { Queue, Sharing } from './snapshot.js';

const IDLE: GroupLoad = { held: 0, capacity: 3 };
const candidates = (...queues: [Queue, Obstacle?, GroupLoad?][]) =>
  queues.map(([queue, obstacle = null, load = IDLE]) => ({ queue, obstacle, load }));
const a = aQueue('help', 'a', { share: 60, receivedNo: 8 });
const b = aQueue('help', 'b', { share: 40, receivedNo: 5, credit: 3, inRun: 2 });
const choose = (sharing: Sharing, ...queues: [Queue, Obstacle?, GroupLoad?][]) =>
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

  it('is the one with the lowest load of what its members can hold, the longest without of several', () => {
    const load = (held: number, capacity: number) => ({ held, capacity });
    expect(choose('least_loaded', [a, null, load(2, 6)], [b, null, load(2, 5)]).chosen).toBe(a);
    expect(choose('least_loaded', [a, null, load(3, 6)], [b, null, load(2, 5)]).chosen).toBe(b);
    expect(choose('least_loaded', [a, null, load(1, 3)], [b, null, load(2, 6)]).chosen).toBe(b);
    expect(choose('least_loaded', [b, null, load(2, 6)], [a, null, load(1, 3)]).chosen).toBe(b);
    expect(choose('least_loaded', [a, null, load(9, 1)], [b, null, load(0, 0)]).chosen).toBe(a);
    expect(choose('least_loaded', [b, null, load(0, 0)], [a, null, load(9, 1)]).chosen).toBe(a);
    expect(choose('least_loaded', [a, null, load(1, 0)], [b, null, load(4, 0)]).chosen).toBe(b);
    expect(choose('least_loaded', [a, 'queue_full', load(0, 6)], [b, null, load(2, 5)]).chosen).toBe(b);
    expect(choose('least_loaded', [a], [b]).tallies).toEqual([
      { queueId: 'help/b', receivedNo: 9, credit: 3, inRun: 2 },
    ]);
  });

  it.each(SHARING_NAMES)('is none where none has room: %s', (sharing) => {
    expect(choose(sharing, [a, 'queue_full'], [b, 'group_off'])).toStrictEqual({
      chosen: undefined,
      tallies: [],
    });
    expect(choose(sharing)).toStrictEqual({ chosen: undefined, tallies: [] });
  });
});

it('a rule by load never passes over a group with room and a lower load', () => {
  const random = randomFrom(7);
  const below = (most: number) => Math.floor(random() * most);
  for (let round = 0; round < roundsOf(2_000); round += 1) {
    const tried = ['a', 'b', 'c', 'd'].map((group): [Queue, Obstacle, GroupLoad] => [
      aQueue('help', group, { receivedNo: below(4) }),
      random() < 0.3 ? 'queue_full' : null,
      { held: below(6), capacity: below(4) },
    ]);
    const ratio = ({ held, capacity }: GroupLoad) => (capacity === 0 ? Infinity : held / capacity);
    const able = tried.filter(([, obstacle]) => obstacle === null);
    const received = able.find(([queue]) => queue === choose('least_loaded', ...tried).chosen);
    expect(received !== undefined).toBe(able.length > 0);
    for (const [queue, , load] of able) {
      const [chosen, , least] = received as [Queue, Obstacle, GroupLoad];
      expect(ratio(least)).toBeLessThanOrEqual(ratio(load));
      if (ratio(least) === ratio(load)) expect(chosen.receivedNo).toBeLessThanOrEqual(queue.receivedNo);
    }
  }
});

describe('a group that did not receive', () => {
  const chosen = { queue: b, obstacle: null, load: { held: 1, capacity: 4 } };
  const why = (sharing: Sharing, queue: Queue, obstacle: Obstacle = null, load = IDLE) =>
    whyGroupPassedOver(aRule('help', { sharing }), { queue, obstacle, load }, chosen);

  it('is told what stood in its way', () => {
    expect(why('weighted', a, 'queue_full')).toBe('queue_full');
    expect(why('cascade', a, 'group_off')).toBe('group_off');
  });

  it('is told by the rule’s way of sharing why another was before it', () => {
    expect(why('cascade', a)).toBe('not_reached');
    expect(why('equal', a)).toBe('received_later');
    expect(why('weighted', a)).toBe('ahead_of_share');
    expect(why('weighted', { ...a, share: 0 })).toBe('no_share');
    expect(why('least_loaded', a, null, { held: 2, capacity: 4 })).toBe('more_loaded');
    expect(why('least_loaded', a, null, { held: 2, capacity: 8 })).toBe('received_later');
    expect(whyGroupPassedOver(aRule('help', { sharing: 'least_loaded' }), chosen, undefined)).toBe(
      'received_later',
    );
  });
});

it('a way of sharing is known by its name, and one alone asks for shares', () => {
  expect(SHARING_NAMES.filter(needsShares)).toEqual(['weighted']);
  expect(SHARING_NAMES.every(isSharing)).toBe(true);
  for (const name of ['', 'sideways', 'toString', '__proto__'])
    expect([isSharing(name), needsShares(name)]).toEqual([false, false]);
});
