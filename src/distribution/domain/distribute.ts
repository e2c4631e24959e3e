import { Heap } from './heap.js';
import { compareForNext, whyNotFree } from './member-choice.js';
import { servedQueues } from './place.js';
import { keptFor, type Member, type Snapshot, type Waiting } from './snapshot.js';

/** A waiting conversation goes on a desk. */
export interface Landing {
  kind: 'land';
  conversationId: string;
  memberId: string;
  queueId: string | null;
  /** Null where the conversation was kept for this member, else the group whose line it stood in. */
  groupId: string | null;
  because: 'assigned' | 'next_in_line' | 'connected';
  /** Number of the landing in the brand's series. */
  no: number;
}

/** An assignment is over: the conversation is anybody's in its group, and may land in the same pass. */
export interface Expiry {
  kind: 'expire';
  conversationId: string;
  queueId: string;
}

export type Decision = Landing | Expiry;

/**
 * One pass: fills every free place, each with what came first among all that its member may receive. Going
 * through the lines in order of arrival does that: when a conversation's turn comes, whatever came before it
 * either has a place already or could not have taken this one.
 */
export function distribute(snapshot: Snapshot, now: Date): Decision[] {
  const served = servedQueues(snapshot);
  const places = new FreePlaces(snapshot);
  const decisions: Decision[] = [];
  for (const waiting of [...snapshot.waiting].sort((a, b) => a.queueNo - b.queueNo)) {
    if (waiting.assignedTo && waiting.queueId && keptFor(waiting, now) === null) {
      decisions.push({ kind: 'expire', conversationId: waiting.conversationId, queueId: waiting.queueId });
    }
    const landing = land(waiting, places, served, now);
    if (landing) decisions.push(landing);
  }
  return decisions;
}

/** The snapshot as it stands after these decisions. */
export function afterDecisions<S extends Snapshot>(snapshot: S, decisions: Decision[]): S {
  const landings = new Map<string, Landing>();
  const expired = new Set<string>();
  for (const decision of decisions) {
    if (decision.kind === 'land') landings.set(decision.conversationId, decision);
    else expired.add(decision.conversationId);
  }

  const members = new Map(snapshot.members.map((member) => [member.id, { ...member }]));
  const queues = new Map(snapshot.queues.map((queue) => [queue.id, { ...queue }]));
  for (const waiting of snapshot.waiting) {
    const queue = waiting.queueId ? queues.get(waiting.queueId) : undefined;
    const landing = landings.get(waiting.conversationId);
    const isOver = expired.has(waiting.conversationId);
    if (queue && isOver) queue.waiting += 1;
    if (!landing) continue;
    const member = members.get(landing.memberId);
    if (member) Object.assign(member, { taken: member.taken + 1, lastNewNo: landing.no });
    if (queue && (isOver || waiting.assignedTo === null)) queue.waiting -= 1;
  }

  return {
    ...snapshot,
    lastNo: decisions.reduce(
      (no, each) => (each.kind === 'land' ? Math.max(no, each.no) : no),
      snapshot.lastNo,
    ),
    members: [...members.values()],
    queues: [...queues.values()],
    waiting: snapshot.waiting
      .filter(({ conversationId }) => !landings.has(conversationId))
      .map((waiting) =>
        expired.has(waiting.conversationId) ? { ...waiting, assignedTo: null, assignedUntil: null } : waiting,
      ),
  };
}

function land(waiting: Waiting, places: FreePlaces, served: Set<string>, now: Date): Landing | null {
  const { conversationId, queueId, groupId } = waiting;
  const memberId = keptFor(waiting, now);
  if (memberId) {
    const no = waiting.landsOnConnection ? places.takeIfConnected(memberId) : places.takeIfFree(memberId);
    const because = waiting.landsOnConnection ? 'connected' : 'assigned';
    return no === null
      ? null
      : { kind: 'land', conversationId, memberId, queueId, groupId: null, because, no };
  }
  if (!queueId || !groupId || !served.has(queueId)) return null;
  const taken = places.takeBest(groupId);
  return taken && { kind: 'land', conversationId, queueId, groupId, because: 'next_in_line', ...taken };
}

/**
 * The members and their places as a pass goes on. Each group has a heap of its members; an entry is a copy of the
 * member as they were, and is left behind when they take a conversation by another way.
 */
class FreePlaces {
  readonly #members = new Map<string, Member>();
  readonly #groups = new Map<string, Heap<Member>>();
  #no: number;

  constructor(snapshot: Snapshot) {
    this.#no = snapshot.lastNo;
    for (const member of snapshot.members) this.#offer(member);
  }

  takeIfConnected(memberId: string): number | null {
    const member = this.#members.get(memberId);
    return member && member.state !== 'offline' ? this.#take(member) : null;
  }

  takeIfFree(memberId: string): number | null {
    const member = this.#members.get(memberId);
    return member && !whyNotFree(member) ? this.#take(member) : null;
  }

  takeBest(groupId: string): { memberId: string; no: number } | null {
    const heap = this.#groups.get(groupId);
    if (!heap) return null;
    for (let best = heap.peek(); best; best = heap.peek()) {
      if (this.#members.get(best.id) === best) return { memberId: best.id, no: this.#take(best) };
      heap.pop();
    }
    return null;
  }

  #take(member: Member): number {
    this.#no += 1;
    this.#offer({ ...member, taken: member.taken + 1, lastNewNo: this.#no });
    return this.#no;
  }

  #offer(member: Member): void {
    this.#members.set(member.id, member);
    if (whyNotFree(member)) return;
    for (const groupId of member.groupIds) {
      let heap = this.#groups.get(groupId);
      if (!heap) this.#groups.set(groupId, (heap = new Heap(compareForNext)));
      heap.push(member);
    }
  }
}
