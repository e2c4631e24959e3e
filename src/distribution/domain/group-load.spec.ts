import { aMember, aQueue, aRule, aSnapshot, noon } from '../../../test/distribution/snapshots.js';
import { place } from './place.js';
import type { Member, MemberState, Queue } from './snapshot.js';

/** A group’s members, by their conversations, their places, and whether they are there. */
const group = (id: string, ...members: [taken: number, capacity: number, state?: MemberState][]) =>
  members.map(([taken, capacity, state = 'available'], at) =>
    aMember(`${id}${at}`, { groupIds: [id], taken, capacity, state }),
  );

/** Which of two groups a rule by load gives the next conversation; `a` stands first. */
function receiver(members: Member[], waiting: Record<string, number> = {}, others: Queue[] = []) {
  const queues = ['a', 'b'].map((id, position) =>
    aQueue('help', id, { position, waiting: waiting[id] ?? 0 }),
  );
  const rules = [aRule('help', { sharing: 'least_loaded' })];
  const placement = place('help', aSnapshot({ rules, members, queues: [...queues, ...others] }), noon);
  return placement.kind === 'no_room' ? null : placement.queueId;
}

describe('the load of a group', () => {
  it('is what its members have on their desks, of all their places', () => {
    expect(receiver([...group('a', [3, 6]), ...group('b', [1, 4])])).toBe('help/b');
    expect(receiver([...group('a', [3, 6]), ...group('b', [1, 1])])).toBe('help/a');
    expect(receiver([...group('a', [2, 3], [0, 3]), ...group('b', [1, 2])])).toBe('help/a');
    expect(receiver([...group('a', [0, 3], [2, 3]), ...group('b', [1, 4])])).toBe('help/b');
  });

  it('counts what waits for it, whichever way it came, and for no other', () => {
    const members = [...group('a', [1, 4]), ...group('b', [2, 4])];
    expect(receiver(members, { a: 2 })).toBe('help/b');
    expect(receiver(members, { a: 2, b: 2 })).toBe('help/a');
    const returned = aQueue(null, 'b', { waiting: 2 });
    expect(receiver([...group('a', [1, 4]), ...group('b', [0, 4])], {}, [returned])).toBe('help/a');
  });

  it('leaves out who is not available, with their places and what they have', () => {
    expect(receiver([...group('a', [1, 2], [0, 8, 'away']), ...group('b', [2, 5])])).toBe('help/b');
    expect(receiver([...group('a', [0, 2], [3, 3, 'away']), ...group('b', [1, 4])])).toBe('help/a');
  });
});
