import { randomFrom } from '../../../test/distribution/snapshots.js';
import { Heap } from './heap.js';

const byNumber = (a: number, b: number) => a - b;
const emptied = <T>(heap: Heap<T>): T[] => {
  const items: T[] = [];
  for (let item = heap.pop(); item !== undefined; item = heap.pop()) items.push(item);
  return items;
};

describe('a priority queue', () => {
  it('has nothing to give while it is empty', () => {
    const heap = new Heap<number>(byNumber);
    expect(heap.peek()).toBeUndefined();
    expect(heap.pop()).toBeUndefined();
    heap.push(1);
    expect(heap.pop()).toBe(1);
    expect(heap.peek()).toBeUndefined();
    expect(heap.pop()).toBeUndefined();
  });

  it('shows the least without taking it', () => {
    const heap = new Heap<number>(byNumber);
    for (const item of [3, 1, 2]) heap.push(item);
    expect(heap.peek()).toBe(1);
    expect(heap.peek()).toBe(1);
    expect(emptied(heap)).toEqual([1, 2, 3]);
  });

  it('gives whatever it was given, sorted, also where pushes and pops alternate', () => {
    const random = randomFrom(11);
    for (let round = 0; round < 20; round += 1) {
      const heap = new Heap<number>(byNumber);
      const model: number[] = [];
      for (let step = 0; step < 60; step += 1) {
        if (random() < 0.6) {
          const item = Math.floor(random() * 20);
          heap.push(item);
          model.push(item);
        } else {
          model.sort(byNumber);
          expect(heap.pop()).toBe(model.shift());
        }
      }
      expect(emptied(heap)).toEqual(model.sort(byNumber));
    }
  });

  it('compares each item with few of the others', () => {
    let compared = 0;
    const heap = new Heap<number>((a, b) => {
      compared += 1;
      return a - b;
    });
    for (let item = 1024; item > 0; item -= 1) heap.push(item);
    expect(emptied(heap)).toEqual(Array.from({ length: 1024 }, (_, at) => at + 1));
    expect(compared).toBeLessThan(1024 * 10 * 3.2);
  });
});
