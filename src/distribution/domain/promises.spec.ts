import {
  aMember,
  aQueue,
  aRule,
  aSnapshot,
  noon,
  randomFrom,
  roundsOf,
} from '../../../test/distribution/snapshots.js';
import { afterDecisions, distribute, type Landing } from './distribute.js';
import { whyNotFree } from './member-choice.js';
import { explain, recordPass } from './pass-record.js';
import { place } from './place.js';
import { SHARING_NAMES } from './sharing.js';
import { keptFor, type Snapshot } from './snapshot.js';

const groups = ['a', 'b', 'c'];

/** A brand in which things happen at random; what was told to whom is kept to be judged. */
class World {
  snapshot: Snapshot;
  readonly desks = new Map<string, string>();
  started = 0;

  constructor(readonly random: () => number) {
    const rules = SHARING_NAMES.map((sharing, at) => aRule(`r${at + 1}`, { sharing }));
    this.snapshot = aSnapshot({
      lastNo: 0,
      rules,
      queues: rules
        .map(({ id }) => id)
        .flatMap((ruleId) =>
          groups.map((groupId, position) =>
            aQueue(ruleId, groupId, {
              position,
              threshold: this.#below(4) * 2,
              share: [50, 30, 20][position],
            }),
          ),
        ),
      members: Array.from({ length: 6 }, (_, i) =>
        aMember(`m${i}`, {
          capacity: 1 + this.#below(3),
          groupIds: groups.filter(() => this.random() < 0.6),
          state: 'offline',
        }),
      ),
    });
  }

  step(): void {
    const what = this.random();
    if (what < 0.45) this.#arrive(this.#pick(this.snapshot.rules).id);
    else if (what < 0.75) this.#close();
    else if (what < 0.95)
      this.#pick(this.snapshot.members).state = this.#pick(['available', 'away', 'offline']);
    else this.#keepOneForAMember();
    this.#pass();
  }

  #arrive(ruleId: string): void {
    const placement = place(ruleId, this.snapshot, noon);
    if (placement.kind === 'no_room') return;
    const conversationId = `c${(this.started += 1)}`;
    const queueNo = (this.snapshot.lastNo += 1);
    for (const tally of placement.tallies) Object.assign(this.#queue(tally.queueId), { ...tally });
    const queue = this.#queue(placement.queueId);
    if (placement.kind === 'desk') {
      this.#land(conversationId, placement.memberId);
      const member = this.snapshot.members.find(({ id }) => id === placement.memberId)!;
      Object.assign(member, { taken: member.taken + 1, lastNewNo: queueNo });
      return;
    }
    queue.waiting += 1;
    this.snapshot.waiting.push({
      conversationId,
      queueId: queue.id,
      groupId: queue.groupId,
      queueNo,
      assignedTo: null,
      assignedUntil: null,
      landsOnConnection: false,
    });
  }

  #close(): void {
    const open = [...this.desks];
    if (open.length === 0) return;
    const [conversationId, memberId] = this.#pick(open);
    this.desks.delete(conversationId);
    this.snapshot.members.find(({ id }) => id === memberId)!.taken -= 1;
  }

  #keepOneForAMember(): void {
    const waiting = this.snapshot.waiting.find(({ assignedTo }) => assignedTo === null);
    if (!waiting) return;
    waiting.assignedTo = this.#pick(this.snapshot.members).id;
    waiting.assignedUntil = new Date(noon.getTime() + (this.random() < 0.5 ? -1 : 1));
    this.#queue(waiting.queueId!).waiting -= 1;
  }

  #pass(): void {
    const decisions = distribute(this.snapshot, noon);
    const record = recordPass(this.snapshot, decisions);
    const landings = decisions.filter((each): each is Landing => each.kind === 'land');
    for (const landing of landings) {
      this.#land(landing.conversationId, landing.memberId);
      const members = explain(record, landing.conversationId)!.groups[0].members;
      expect(members.find(({ memberId }) => memberId === landing.memberId)!.verdict).toMatch(
        /chosen|assigned/,
      );
    }
    this.#expectOrder(landings);
    this.snapshot = afterDecisions(this.snapshot, decisions);
    this.#expectPromises();
  }

  #land(conversationId: string, memberId: string): void {
    expect(this.desks.has(conversationId)).toBe(false);
    this.desks.set(conversationId, memberId);
  }

  #expectOrder(landings: Landing[]): void {
    const lines = new Map<string, string[]>();
    for (const { queueId, conversationId, because } of landings) {
      if (because === 'next_in_line') lines.set(queueId!, [...(lines.get(queueId!) ?? []), conversationId]);
    }
    for (const [queueId, landed] of lines) {
      const line = this.snapshot.waiting
        .filter((waiting) => waiting.queueId === queueId && keptFor(waiting, noon) === null)
        .sort((a, b) => a.queueNo - b.queueNo);
      expect(line.slice(0, landed.length).map(({ conversationId }) => conversationId)).toEqual(landed);
    }
  }

  #expectPromises(): void {
    const { members, waiting, queues } = this.snapshot;
    const anybodys = waiting.filter((each) => each.assignedTo === null);
    for (const member of members) {
      expect(member.taken).toBeLessThanOrEqual(member.capacity);
      expect([...this.desks.values()].filter((id) => id === member.id)).toHaveLength(member.taken);
      if (whyNotFree(member)) continue;
      expect(anybodys.filter(({ groupId }) => member.groupIds.includes(groupId!))).toEqual([]);
      expect(waiting.filter(({ assignedTo }) => assignedTo === member.id)).toEqual([]);
    }
    for (const queue of queues) {
      expect(anybodys.filter(({ queueId }) => queueId === queue.id)).toHaveLength(queue.waiting);
    }
  }

  #queue(id: string) {
    return this.snapshot.queues.find((queue) => queue.id === id)!;
  }

  #below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  #pick<T>(list: T[]): T {
    return list[this.#below(list.length)];
  }
}

describe('whatever happens', () => {
  it('no desk is overfull, no line overtaken, nothing is on two desks and no place is left free', () => {
    for (let seed = 1; seed <= roundsOf(25); seed += 1) {
      const world = new World(randomFrom(seed));
      for (let step = 0; step < 120; step += 1) world.step();
      expect(world.started).toBeGreaterThan(0);
    }
  });
});
