import { SHARINGS, type Candidate, type GroupVerdict, type Obstacle, type QueueChoice } from './sharing.js';
import type { Queue, Rule } from './snapshot.js';

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
  return SHARINGS[rule.sharing].choose(candidates, no);
}

/** Why a group with or without room did not receive. */
export function whyGroupPassedOver(
  rule: Rule,
  candidate: Candidate,
  chosen: Candidate | undefined,
): GroupVerdict {
  return candidate.obstacle ?? SHARINGS[rule.sharing].whyPassedOver(candidate, chosen);
}
