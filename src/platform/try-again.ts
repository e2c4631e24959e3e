import { setTimeout as sleep } from 'node:timers/promises';

export interface Patience {
  everyMs: number;
  tries: number;
  /** Nothing is tried any more once it has aborted. */
  signal?: AbortSignal;
}

/** For what must be written down although the database may be away for a moment; false where it never was. */
export async function tryAgain(
  isDone: () => Promise<boolean>,
  { everyMs, tries, signal }: Patience,
): Promise<boolean> {
  for (let tried = 1; ; tried += 1) {
    if (await isDone()) return true;
    if (tried >= tries || signal?.aborted) return false;
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
