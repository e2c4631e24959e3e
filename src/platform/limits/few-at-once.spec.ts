import { setTimeout as sleep } from 'node:timers/promises';
import { FewAtOnce } from './few-at-once.js';

describe('work of which few goes on at once', () => {
  it('is done in the order in which it came, and by so many at a time', async () => {
    const few = new FewAtOnce({ atOnce: 2, waiting: 9 });
    const order: number[] = [];
    let [working, most] = [0, 0];
    const work = (no: number) =>
      few.run(async () => {
        most = Math.max(most, (working += 1));
        order.push(no);
        await sleep(2);
        working -= 1;
      });
    await Promise.all([1, 2, 3, 4, 5].map(work));
    expect({ order, most }).toEqual({ order: [1, 2, 3, 4, 5], most: 2 });
  });

  it('is refused where too much waits, and goes on after work that failed', async () => {
    const few = new FewAtOnce({ atOnce: 1, waiting: 1 });
    const first = few.run(() => Promise.reject(new Error('failed')));
    const second = few.run(async () => 'second');
    await expect(few.run(async () => 'third')).rejects.toMatchObject({ code: 'unavailable', status: 503 });
    await expect(first).rejects.toThrow('failed');
    expect(await second).toBe('second');
    expect(await few.run(async () => 'fourth')).toBe('fourth');
  });
});
