import { takeTurn } from './weighted-turn.js';
import type { Queue, Rule } from './snapshot.js';

export type GroupVerdict =
  | 'chosen'
  | 'group_off'
  | 'queue_full'
  | 'nobody_free'
  | 'no_share'
  | 'received_later'
  | 'ahead_of_share'
  | 'not_reached';

/** What stands in the way of a queue's next conversation; null where it has room. */
export type Obstacle = 'group_off' | 'queue_full' | 'nobody_free' | null;

/** A queue of the rule, with what stands in its way. */
export interface Candidate {
  queue: Queue;
  obstacle: Obstacle;
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

/**
 * What stands in the way of a new conversation in this queue. A threshold of 0 asks for a free member, a higher
 * one for a free place in the line.
 */
export function obstacleOf(queue: Queue, someoneIsFree: boolean): Obstacle {
  if (!queue.groupActive) return 'group_off';
  if (queue.threshold === 0) return someoneIsFree ? null : 'nobody_free';
  return queue.waiting < queue.threshold ? null : 'queue_full';
}

/** The queue that receives the rule's next conversation. Candidates are in the rule's order. */
export function chooseQueue(rule: Rule, candidates: Candidate[], no: number): QueueChoice {
  if (rule.sharing === 'weighted') return chooseByShare(candidates, no);
  const open = candidates.filter(({ obstacle }) => obstacle === null).map(({ queue }) => queue);
  const chosen = rule.sharing === 'equal' ? longestWithout(open) : open[0];
  return { chosen, tallies: chosen ? [{ ...tallyOf(chosen), receivedNo: no }] : [] };
}

/** Why a group with or without room did not receive. */
export function whyGroupPassedOver(rule: Rule, candidate: Candidate): GroupVerdict {
  if (candidate.obstacle) return candidate.obstacle;
  if (rule.sharing === 'cascade') return 'not_reached';
  if (rule.sharing === 'equal') return 'received_later';
  return candidate.queue.share === 0 ? 'no_share' : 'ahead_of_share';
}

function longestWithout(queues: Queue[]): Queue | undefined {
  return queues.reduce<Queue | undefined>(
    (best, queue) => (best && best.receivedNo <= queue.receivedNo ? best : queue),
    undefined,
  );
}

function chooseByShare(candidates: Candidate[], no: number): QueueChoice {
  const parts = candidates.map(({ queue, obstacle }) => ({
    share: queue.share,
    credit: queue.credit,
    inRun: queue.inRun,
    hasRoom: obstacle === null,
  }));
  const { index, after } = takeTurn(parts);
  if (index < 0) return { chosen: undefined, tallies: [] };
  const tallies = candidates.map(({ queue }, i) => ({
    queueId: queue.id,
    receivedNo: i === index ? no : queue.receivedNo,
    credit: after[i].credit,
    inRun: after[i].inRun,
  }));
  return { chosen: candidates[index].queue, tallies };
}

function tallyOf(queue: Queue): Tally {
  return { queueId: queue.id, receivedNo: queue.receivedNo, credit: queue.credit, inRun: queue.inRun };
}
