/** So many of an office find a place together, however short the queue is. */
const LEAST = 5;

/** How many of a queue's places conversations from one network may hold at a time: half of them. */
export function shareOfNetwork(threshold: number): number {
  return Math.max(LEAST, Math.floor(threshold / 2));
}
