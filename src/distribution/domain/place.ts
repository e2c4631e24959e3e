import { chooseMember, whyNotFree } from './member-choice.js';
import { chooseQueue, obstacleOf, whyGroupPassedOver } from './queue-choice.js';
import { SHARINGS, type Candidate, type GroupLoad, type Tally } from './sharing.js';
import { keptFor, type Member, type Queue, type Rule, type Snapshot, type Waiting } from './snapshot.js';
import { traceMembers, type GroupTrace, type Trace } from './trace.js';

/** Where a new conversation goes. */
export type Placement =
  | { kind: 'desk'; memberId: string; queueId: string; tallies: Tally[]; trace: Trace }
  | { kind: 'wait'; queueId: string; tallies: Tally[]; trace: Trace }
  | { kind: 'no_room'; trace: Trace };

export type PlacedConversation = Exclude<Placement, { kind: 'no_room' }>;

/**
 * Decides where the rule's next conversation goes; also the dry run. It lands on a desk only where a member is
 * free for whom nothing waits that came before it.
 */
export function place(ruleId: string, snapshot: Snapshot, now: Date): Placement {
  const rule = snapshot.rules.find(({ id }) => id === ruleId);
  if (!rule) throw new Error(`Rule ${ruleId} is not in the snapshot`);
  if (!rule.enabled) return { kind: 'no_room', trace: trace(rule, [], null, 'no_room') };

  const free = new FreeMembers(snapshot, now);
  const candidates = candidatesOf(rule, snapshot, free);
  const { chosen, tallies } = chooseQueue(rule, candidates, snapshot.lastNo + 1);
  const member = chosen && chooseMember(free.freeOf(chosen.groupId));
  const groups = traceGroups(rule, candidates, chosen, member, free);

  if (!chosen) return { kind: 'no_room', trace: trace(rule, groups, null, 'no_room') };
  if (!member) return { kind: 'wait', queueId: chosen.id, tallies, trace: trace(rule, groups, null, 'wait') };
  return {
    kind: 'desk',
    memberId: member.id,
    queueId: chosen.id,
    tallies,
    trace: trace(rule, groups, member.id, 'desk'),
  };
}

/** The snapshot as it stands once the conversation is where it was placed. */
export function afterPlacement<S extends Snapshot>(snapshot: S, placement: PlacedConversation): S {
  const no = snapshot.lastNo + 1;
  const tallies = new Map(placement.tallies.map((tally) => [tally.queueId, tally]));
  return {
    ...snapshot,
    lastNo: no,
    queues: snapshot.queues.map((queue) => ({
      ...queue,
      ...countersOf(tallies.get(queue.id)),
      waiting: queue.waiting + (placement.kind === 'wait' && queue.id === placement.queueId ? 1 : 0),
    })),
    members: snapshot.members.map((member) =>
      placement.kind === 'desk' && member.id === placement.memberId
        ? { ...member, taken: member.taken + 1, lastNewNo: no }
        : member,
    ),
  };
}

/** Ids of the rules under which a new conversation would start now. */
export function rulesWithCapacity(snapshot: Snapshot, now: Date): Set<string> {
  const free = new FreeMembers(snapshot, now);
  const rules = new Map(snapshot.rules.map((rule) => [rule.id, rule]));
  const open = new Set<string>();
  for (const queue of snapshot.queues) {
    const rule = queue.ruleId === null ? undefined : rules.get(queue.ruleId);
    if (!rule?.enabled || !queue.listed || open.has(rule.id)) continue;
    if (SHARINGS[rule.sharing].needsShares && queue.share === 0) continue;
    if (obstacleOf(queue, free.hasFree(queue)) === null) open.add(rule.id);
  }
  return open;
}

/** Whether a line is served: conversations of a rule that is switched off wait until it is on again. */
export function servedQueues(snapshot: Snapshot): Set<string> {
  const off = new Set(snapshot.rules.filter(({ enabled }) => !enabled).map(({ id }) => id));
  return new Set(
    snapshot.queues.filter(({ ruleId }) => ruleId === null || !off.has(ruleId)).map(({ id }) => id),
  );
}

/** Who is free for something new, and whose free place is due to somebody who came earlier. */
class FreeMembers {
  readonly #members = new Map<string, Member[]>();
  readonly #groupsInLine = new Set<string>();
  readonly #membersInLine = new Set<string>();

  constructor(snapshot: Snapshot, now: Date) {
    for (const member of snapshot.members) {
      for (const groupId of member.groupIds) {
        const members = this.#members.get(groupId);
        if (members) members.push(member);
        else this.#members.set(groupId, [member]);
      }
    }
    const served = servedQueues(snapshot);
    for (const waiting of snapshot.waiting) this.#addToLine(waiting, served, now);
  }

  membersOf(groupId: string): Member[] {
    return this.#members.get(groupId) ?? [];
  }

  freeOf(groupId: string): Member[] {
    return this.membersOf(groupId).filter((member) => !whyNotFree(member) && !this.othersWaitFor(member));
  }

  /** Only asked of queues without places: the others have room or not whoever is free. */
  hasFree(queue: Queue): boolean {
    return queue.threshold === 0 && this.freeOf(queue.groupId).length > 0;
  }

  othersWaitFor(member: Member): boolean {
    return this.#membersInLine.has(member.id) || member.groupIds.some((id) => this.#groupsInLine.has(id));
  }

  #addToLine(waiting: Waiting, served: Set<string>, now: Date): void {
    const memberId = keptFor(waiting, now);
    if (memberId) this.#membersInLine.add(memberId);
    else if (waiting.queueId && waiting.groupId && served.has(waiting.queueId)) {
      this.#groupsInLine.add(waiting.groupId);
    }
  }
}

function candidatesOf(rule: Rule, snapshot: Snapshot, free: FreeMembers): Candidate[] {
  return snapshot.queues
    .filter(({ ruleId, listed }) => ruleId === rule.id && listed)
    .sort((a, b) => a.position - b.position)
    .map((queue) => ({
      queue,
      obstacle: obstacleOf(queue, free.hasFree(queue)),
      get load() {
        return loadOf(queue.groupId, snapshot, free);
      },
    }));
}

function loadOf(groupId: string, { queues }: Snapshot, free: FreeMembers): GroupLoad {
  const available = free.membersOf(groupId).filter(({ state }) => state === 'available');
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  const waiting = queues.filter((queue) => queue.groupId === groupId).map((queue) => queue.waiting);
  return {
    held: sum(available.map(({ taken }) => taken)) + sum(waiting),
    capacity: sum(available.map(({ capacity }) => capacity)),
  };
}

function countersOf(tally: Tally | undefined): Partial<Queue> {
  return tally ? { receivedNo: tally.receivedNo, credit: tally.credit, inRun: tally.inRun } : {};
}

function traceGroups(
  rule: Rule,
  candidates: Candidate[],
  chosen: Queue | undefined,
  member: Member | undefined,
  free: FreeMembers,
): GroupTrace[] {
  const received = candidates.find(({ queue }) => queue === chosen);
  return candidates.map((candidate) => {
    const { queue } = candidate;
    const verdict = candidate === received ? 'chosen' : whyGroupPassedOver(rule, candidate, received);
    const looksAtMembers = verdict === 'chosen' || verdict === 'nobody_free';
    const members = looksAtMembers ? free.membersOf(queue.groupId) : [];
    return {
      groupId: queue.groupId,
      queueId: queue.id,
      verdict,
      threshold: queue.threshold,
      waiting: queue.waiting,
      members: traceMembers(members, queue === chosen ? member : undefined, (m) => free.othersWaitFor(m)),
    };
  });
}

function trace(rule: Rule, groups: GroupTrace[], memberId: string | null, outcome: Trace['outcome']): Trace {
  const verdict = rule.enabled ? 'on' : 'off';
  return {
    rule: { id: rule.id, sharing: rule.sharing, verdict },
    occasion: 'arrival',
    groups,
    outcome,
    memberId,
  };
}
