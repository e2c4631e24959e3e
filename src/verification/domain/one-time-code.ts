/** How long a code is good for. */
export const LASTS_MS = 10 * 60_000;
export const MOST_TRIES = 5;
/** A new one may be asked for after so long. */
export const AGAIN_AFTER_MS = 30_000;

/** Six digits, however they were grouped; null where it is something else. */
export function typedCode(text: string): string | null {
  const typed = text.slice(0, 40).replace(/[\s.-]/g, '');
  return /^\d{6}$/.test(typed) ? typed : null;
}

/** Seconds until a new code may be asked for; 0 where it may. */
export function secondsUntilAgain(askedAt: Date, now: Date): number {
  return Math.max(0, Math.ceil((askedAt.getTime() + AGAIN_AFTER_MS - now.getTime()) / 1000));
}
