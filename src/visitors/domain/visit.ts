/** A visit ends with half an hour of silence. */
export const VISIT_PAUSE_MS = 30 * 60 * 1000;

export function isSameVisit(lastAt: Date, now: Date): boolean {
  return now.getTime() - lastAt.getTime() < VISIT_PAUSE_MS;
}
