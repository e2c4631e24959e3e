import { cpus } from 'node:os';

/** Two people who look at the same thing in two places see the same within so much time. */
const AT_ONCE_MS = 2000;

/**
 * What is to come at once, however busy the machine is with something else: it is waited for as long as whoever made
 * the promise is patient, and only what the machine has meanwhile had left to give counts as time.
 */
export async function atOnce<T>(what: Promise<T>): Promise<T> {
  const [begun, left] = [performance.now(), leftOver()];
  const came = await what;
  const waited = Math.min(performance.now() - begun, leftOver() - left);
  if (waited > AT_ONCE_MS) throw new Error(`It came after ${Math.round(waited)} ms of a free machine.`);
  return came;
}

/** Milliseconds in which the processors had nothing to do since the machine began, or nothing but what gives way. */
function leftOver(): number {
  const each = cpus().map(({ times }) => times.idle + times.nice);
  return each.reduce((sum, time) => sum + time, 0) / each.length;
}
