import type { Member, Queue, Rule, Snapshot, Waiting } from '../../src/distribution/domain/snapshot.js';

export const noon = new Date('2026-03-02T12:00:00Z');

export function aMember(id: string, more: Partial<Member> = {}): Member {
  return {
    id,
    name: id,
    state: 'available',
    groupIds: ['advice'],
    capacity: 3,
    taken: 0,
    reserved: 0,
    lastNewNo: 0,
    ...more,
  };
}

export function aRule(id: string, more: Partial<Rule> = {}): Rule {
  return { id, sharing: 'cascade', enabled: true, ...more };
}

/** The queue of a group under a rule; `aQueue('advice', 'lighting')` has the id `advice/lighting`. */
export function aQueue(ruleId: string | null, groupId: string, more: Partial<Queue> = {}): Queue {
  return {
    id: `${ruleId ?? 'return'}/${groupId}`,
    groupId,
    groupActive: true,
    listed: true,
    ruleId,
    position: 0,
    threshold: 100,
    share: 0,
    waiting: 0,
    receivedNo: 0,
    credit: 0,
    inRun: 0,
    ...more,
  };
}

export function aWaiting(queue: Queue, queueNo: number, more: Partial<Waiting> = {}): Waiting {
  return {
    conversationId: `c${queueNo}`,
    queueId: queue.id,
    groupId: queue.groupId,
    queueNo,
    assignedTo: null,
    assignedUntil: null,
    landsOnConnection: false,
    ...more,
  };
}

export function aSnapshot(more: Partial<Snapshot>): Snapshot {
  return { lastNo: 1000, rules: [], queues: [], members: [], waiting: [], ...more };
}

/** Repeatable numbers in [0, 1) (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** How many rounds of what happens at random: fewer where the same is asked again for each of a thousand changes. */
export function roundsOf(all: number): number {
  return process.env.MUTANTS ? Math.ceil(all / 25) : all;
}
