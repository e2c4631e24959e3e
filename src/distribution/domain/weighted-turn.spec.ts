import { randomFrom, roundsOf } from '../../../test/distribution/snapshots.js';
import { takeTurn, type Part } from './weighted-turn.js';

const parts = (...shares: number[]): Part[] =>
  shares.map((share) => ({ share, credit: 0, inRun: 0, hasCapacity: true }));

/** The largest distance from its share that any group has at any moment of a run in which all have room. */
function largestDistance(start: Part[], turns: number): number {
  const total = start.reduce((sum, { share }) => sum + share, 0);
  const counts = start.map(() => 0);
  let state = start;
  let largest = 0;
  for (let n = 1; n <= turns; n += 1) {
    const { index, after } = takeTurn(state);
    counts[index] += 1;
    state = after;
    for (const [i, { share }] of start.entries()) {
      largest = Math.max(largest, Math.abs(counts[i] - (n * share) / total));
    }
  }
  return largest;
}

describe('a weighted rule', () => {
  it('deals 60, 30 and 10 per cent within one conversation at every moment', () => {
    expect(largestDistance(parts(60, 30, 10), roundsOf(1000))).toBeLessThan(1);
  });

  it('stays within one where the largest credit alone would not', () => {
    expect(largestDistance(parts(32, 6, 2, 32, 1, 1, 1, 1, 24), 100)).toBeLessThan(1);
    expect(largestDistance(parts(27, 32, 4, 4, 32, 1), 100)).toBeLessThan(1);
  });

  it('stays within one for any shares, and in any run that begins after groups had been full', () => {
    const random = randomFrom(7);
    for (let round = 0; round < roundsOf(60); round += 1) {
      let state = parts(...randomShares(2 + Math.floor(random() * 7), random));
      for (let n = 0; n < 200; n += 1) {
        const open = state.map((part) => ({ ...part, hasCapacity: random() < 0.7 }));
        state = takeTurn(open).after;
      }
      const interrupted = takeTurn(state.map((part, i) => ({ ...part, hasCapacity: i > 0 }))).after;
      const start = interrupted.map((part) => ({ ...part, hasCapacity: true }));
      expect(largestDistance(start, 250)).toBeLessThan(1);
    }
  });

  it('does not let a group that is often full lose its turns when it has room', () => {
    let state = parts(60, 40);
    const counts = [0, 0];
    for (let n = 0; n < 400; n += 1) {
      const { index, after } = takeTurn(
        state.map((part, i) => ({ ...part, hasCapacity: i === 0 || n % 2 === 0 })),
      );
      counts[index] += 1;
      state = after;
    }
    expect(counts[1]).toBeGreaterThanOrEqual(80);
  });

  it('owes those with room what it did not give them, and begins a new run where one was full', () => {
    const [a, b, c] = parts(50, 30, 20).map((part) => ({ ...part, inRun: 1 }));
    expect(takeTurn([a, b, c])).toEqual({
      index: 0,
      after: [
        { ...a, credit: -50, inRun: 2 },
        { ...b, credit: 30 },
        { ...c, credit: 20 },
      ],
    });
    expect(takeTurn([{ ...a, hasCapacity: false }, b, c])).toEqual({
      index: 1,
      after: [
        { ...a, hasCapacity: false, inRun: 0 },
        { ...b, credit: -20, inRun: 0 },
        { ...c, credit: 20, inRun: 0 },
      ],
    });
    expect(takeTurn([{ ...a, hasCapacity: false }]).index).toBe(-1);
  });

  it('deals equal shares in the order of the rule', () => {
    let state = parts(25, 25, 25, 25);
    const dealt = [0, 1, 2, 3, 4].map(() => {
      const { index, after } = takeTurn(state);
      state = after;
      return index;
    });
    expect(dealt).toEqual([0, 1, 2, 3, 0]);
  });

  it('begins a new run when every group has its share', () => {
    let state = parts(2, 1);
    const dealt = [0, 1, 2, 3].map(() => {
      const { index, after } = takeTurn(state);
      state = after;
      return [index, ...after.map(({ inRun }) => inRun)];
    });
    expect(dealt).toEqual([
      [0, 1, 0],
      [1, 1, 1],
      [0, 0, 0],
      [0, 1, 0],
    ]);
  });

  it('gives nothing to a group whose share is nought', () => {
    const [a, b] = parts(100, 0);
    expect(takeTurn([a, b]).index).toBe(0);
    expect(takeTurn([{ ...a, hasCapacity: false }, b]).index).toBe(-1);
  });

  it('gives all to whoever has room while the others are full', () => {
    let state = parts(90, 10).map((part, i) => ({ ...part, hasCapacity: i === 1 }));
    for (let n = 0; n < 20; n += 1) {
      const { index, after } = takeTurn(state);
      expect(index).toBe(1);
      state = after;
    }
  });
});

function randomShares(count: number, random: () => number): number[] {
  const cuts = [0, 100];
  while (cuts.length < count + 1) {
    const cut = 1 + Math.floor(random() * 99);
    if (!cuts.includes(cut)) cuts.push(cut);
  }
  cuts.sort((a, b) => a - b);
  return cuts.slice(1).map((cut, i) => cut - cuts[i]);
}
