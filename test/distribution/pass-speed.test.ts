import { aMember, aQueue, aRule, aSnapshot, noon } from './snapshots.js';
import { distribute } from '../../src/distribution/domain/distribute.js';

describe('a pass', () => {
  it('takes time in proportion to members and decisions, not to their product', () => {
    const timeOf = (size: number) => {
      const queue = aQueue('help', 'advice');
      const snapshot = aSnapshot({
        rules: [aRule('help')],
        queues: [queue],
        members: Array.from({ length: size }, (_, i) => aMember(`m${i}`, { capacity: 4 })),
        waiting: Array.from({ length: 4 * size }, (_, i) => ({
          conversationId: `c${i}`,
          queueId: queue.id,
          groupId: 'advice',
          queueNo: i,
          assignedTo: null,
          assignedUntil: null,
          landsOnConnection: false,
        })),
      });
      const start = process.cpuUsage().user;
      expect(distribute(snapshot, noon)).toHaveLength(4 * size);
      return process.cpuUsage().user - start;
    };
    const least = (size: number) => Math.min(...[1, 2, 3].map(() => timeOf(size)));
    timeOf(2000);
    expect(least(20_000)).toBeLessThan(40 * Math.max(least(2000), 2000));
  });
});
