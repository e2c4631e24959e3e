/** More are found by looking at the open ones in turn. */
const MOST = 20_000;

/** Some of a brand's conversations, to be done now. */
export interface Batch {
  brandId: string;
  conversationIds: string[];
}

/**
 * The conversations of which something was heard, a few at a time and the brands in turn. In one round each is handed
 * out once: what is heard of it later waits for the next.
 */
export class Backlog {
  private readonly now = new Map<string, Set<string>>();
  private later = new Map<string, Set<string>>();
  private readonly done = new Set<string>();

  /** True where nothing is left of this round. */
  get isDone(): boolean {
    return this.now.size === 0;
  }

  note(brandId: string, conversationId: string): void {
    const among = this.done.has(conversationId) ? this.later : this.now;
    const ids = among.get(brandId) ?? new Set();
    if (ids.size < MOST) among.set(brandId, ids.add(conversationId));
  }

  has(brandId: string, conversationId: string): boolean {
    return [this.now, this.later].some((among) => among.get(brandId)?.has(conversationId));
  }

  beginRound(): void {
    const { later } = this;
    this.done.clear();
    this.later = new Map();
    for (const [brandId, ids] of later) for (const id of ids) this.note(brandId, id);
  }

  /** At most so many of the brand whose turn it is. */
  take(most: number): Batch | null {
    const [next] = this.now;
    if (!next) return null;
    const [brandId, ids] = next;
    const conversationIds = firstOf(ids, most);
    for (const id of conversationIds) {
      ids.delete(id);
      this.done.add(id);
    }
    this.now.delete(brandId);
    if (ids.size > 0) this.now.set(brandId, ids);
    return { brandId, conversationIds };
  }
}

function firstOf(ids: Set<string>, most: number): string[] {
  const first: string[] = [];
  for (const id of ids) if (first.push(id) === most) break;
  return first;
}
