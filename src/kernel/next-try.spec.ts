import { nextTry } from './next-try.js';

const QUEUED = new Date('2026-11-21T12:00:00Z');
const minutesAfter = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000);

it('waits twice as long after each try, and four hours at most', () => {
  expect([1, 2, 3, 4].map((tries) => nextTry(tries, QUEUED, QUEUED))).toEqual(
    [0.5, 1, 2, 4].map((minutes) => minutesAfter(QUEUED, minutes)),
  );
  expect(nextTry(20, QUEUED, QUEUED)).toEqual(minutesAfter(QUEUED, 240));
});

it('tries for the last time a day after it was queued, and then gives up', () => {
  const late = minutesAfter(QUEUED, 23 * 60);
  const last = minutesAfter(QUEUED, 24 * 60);
  expect(nextTry(12, QUEUED, late)).toEqual(last);
  expect(nextTry(13, QUEUED, last)).toBeNull();
});

it('comes to an end with few tries', () => {
  let now: Date | null = QUEUED;
  let tries = 0;
  while (now) now = nextTry(++tries, QUEUED, now);
  expect(tries).toBeLessThan(20);
});
