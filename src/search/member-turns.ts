import { Injectable } from '@nestjs/common';
import { Refusal } from '../kernel/index.js';

const AT_ONCE = 2;
const TRY_AGAIN_S = 1;

interface Turns {
  running: number;
  /** Of those that wait the latest alone: whoever types on has no use for what they typed before. */
  waiting: { begin: () => void; leave: (refusal: Refusal) => void } | null;
}

/** So many searches of a member run at once on this node; the next one waits, until a newer one takes its place. */
@Injectable()
export class MemberTurns {
  private readonly members = new Map<string, Turns>();

  async run<T>(memberId: string, search: () => Promise<T>): Promise<T> {
    const turns = this.members.get(memberId) ?? { running: 0, waiting: null };
    this.members.set(memberId, turns);
    if (turns.running < AT_ONCE) turns.running += 1;
    else await this.wait(turns);
    try {
      return await search();
    } finally {
      this.next(memberId, turns);
    }
  }

  private wait(turns: Turns): Promise<void> {
    turns.waiting?.leave(new Refusal('too_many', 'search_overtaken', { retryAfter: TRY_AGAIN_S }));
    return new Promise((begin, leave) => (turns.waiting = { begin, leave }));
  }

  /** Whoever waits takes the place. */
  private next(memberId: string, turns: Turns): void {
    const { waiting } = turns;
    turns.waiting = null;
    if (waiting) return waiting.begin();
    turns.running -= 1;
    if (turns.running === 0) this.members.delete(memberId);
  }
}
