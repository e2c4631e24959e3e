const FIRST_MS = 30_000;
const LONGEST_MS = 4 * 3_600_000;
const GIVE_UP_AFTER_MS = 24 * 3_600_000;

/**
 * When to try again after so many tries: twice as long each time, at most four hours, for the last time a day after it
 * was queued; null when that day is over.
 */
export function nextTry(tries: number, queuedAt: Date, now: Date): Date | null {
  const end = queuedAt.getTime() + GIVE_UP_AFTER_MS;
  if (now.getTime() >= end) return null;
  const delay = Math.min(FIRST_MS * 2 ** (tries - 1), LONGEST_MS);
  return new Date(Math.min(now.getTime() + delay, end));
}
