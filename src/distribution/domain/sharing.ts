import type { Queue, Sharing } from './snapshot.js';
import { takeTurn } from './weighted-turn.js';

/** What stands in the way of a queue's next conversation; null where it has room. */
export type Obstacle = 'group_off' | 'queue_full' | 'nobody_free' | null;

export type GroupVerdict =
  | 'chosen'
  | 'group_off'
  | 'queue_full'
  | 'nobody_free'
  | 'no_share'
  | 'received_later'
  | 'ahead_of_share'
  | 'more_loaded'
  | 'not_reached';

/** What a group has to do, of what its members that are available can hold. */
export interface GroupLoad {
  /** Conversations on their desks, and those that wait for the group without being anybody's. */
  held: number;
  /** Their places; 0 where nobody is available, which counts as infinitely loaded. */
  capacity: number;
}

/** A queue of the rule, with what stands in its way. */
export interface Candidate {
  queue: Queue;
  obstacle: Obstacle;
  load: GroupLoad;
}

/** The counters of one queue after a decision. */
export interface Tally {
  queueId: string;
  receivedNo: number;
  credit: number;
  inRun: number;
}

export interface QueueChoice {
  /** The queue that receives, or undefined where none of the rule's groups has room. */
  chosen: Queue | undefined;
  /** Counters that change with it. */
  tallies: Tally[];
}

interface SharingWay {
  /** Whether each group has a share of its own, which together are 100. */
  needsShares: boolean;
  /** The queue that receives number `no`. Candidates are in the rule's order. */
  choose(candidates: readonly Candidate[], no: number): QueueChoice;
  /** Why a group with room did not receive what the chosen one got. */
  whyPassedOver(candidate: Candidate, chosen: Candidate | undefined): GroupVerdict;
}

/** All that differs between the ways of sharing. A new one gets its entry here; pages ask for its words and its picture. */
export const SHARINGS: Record<Sharing, SharingWay> = {
  cascade: {
    needsShares: false,
    choose: (candidates, no) => received(open(candidates)[0], no),
    whyPassedOver: () => 'not_reached',
  },
  equal: {
    needsShares: false,
    choose: (candidates, no) => received(first(open(candidates), compareReceived), no),
    whyPassedOver: () => 'received_later',
  },
  weighted: {
    needsShares: true,
    choose: chooseByShare,
    whyPassedOver: ({ queue }) => (queue.share === 0 ? 'no_share' : 'ahead_of_share'),
  },
  least_loaded: {
    needsShares: false,
    choose: (candidates, no) => received(first(open(candidates), compareLoads), no),
    whyPassedOver: (candidate, chosen) =>
      chosen && compareLoad(candidate, chosen) > 0 ? 'more_loaded' : 'received_later',
  },
};

export const SHARING_NAMES = Object.keys(SHARINGS) as Sharing[];

export function isSharing(name: string): name is Sharing {
  return Object.hasOwn(SHARINGS, name);
}

/** Whether it is the name of a way of sharing in which every group has a share. */
export function needsShares(name: string): boolean {
  return isSharing(name) && SHARINGS[name].needsShares;
}

function open(candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter(({ obstacle }) => obstacle === null);
}

/** The first of those that come first. */
function first(
  candidates: readonly Candidate[],
  compare: (a: Candidate, b: Candidate) => number,
): Candidate | undefined {
  return candidates.reduce<Candidate | undefined>(
    (best, candidate) => (best && compare(best, candidate) <= 0 ? best : candidate),
    undefined,
  );
}

/** The one that has gone longest without comes first. */
function compareReceived(a: Candidate, b: Candidate): number {
  return a.queue.receivedNo - b.queue.receivedNo;
}

function compareLoads(a: Candidate, b: Candidate): number {
  return compareLoad(a, b) || compareReceived(a, b);
}

/** The lowest load first, nobody's capacity last. Cross-multiplied, so that 1 of 3 and 2 of 6 are exactly equal. */
function compareLoad({ load: a }: Candidate, { load: b }: Candidate): number {
  if (a.capacity === 0 || b.capacity === 0) return Number(a.capacity === 0) - Number(b.capacity === 0);
  return a.held * b.capacity - b.held * a.capacity;
}

function received(candidate: Candidate | undefined, no: number): QueueChoice {
  if (!candidate) return { chosen: undefined, tallies: [] };
  const { queue } = candidate;
  const { id: queueId, credit, inRun } = queue;
  return { chosen: queue, tallies: [{ queueId, receivedNo: no, credit, inRun }] };
}

function chooseByShare(candidates: readonly Candidate[], no: number): QueueChoice {
  const parts = candidates.map(({ queue, obstacle }) => ({
    queue,
    share: queue.share,
    credit: queue.credit,
    inRun: queue.inRun,
    hasCapacity: obstacle === null,
  }));
  const { index, after } = takeTurn(parts);
  const chosen = after[index]?.queue;
  if (!chosen) return { chosen, tallies: [] };
  const tallies = after.map(({ queue, credit, inRun }) => ({
    queueId: queue.id,
    receivedNo: queue === chosen ? no : queue.receivedNo,
    credit,
    inRun,
  }));
  return { chosen, tallies };
}
