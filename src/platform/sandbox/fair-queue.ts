/** What waits in turns: whoever has much waiting delays themselves, and nobody else by more than one a turn. */
export class FairQueue<Item> {
  private readonly waiting = new Map<string, Item[]>();

  /** Of everybody. */
  size = 0;

  /** Of one. */
  sizeOf(owner: string): number {
    return this.waiting.get(owner)?.length ?? 0;
  }

  add(owner: string, item: Item): void {
    const own = this.waiting.get(owner);
    if (own) own.push(item);
    else this.waiting.set(owner, [item]);
    this.size += 1;
  }

  /** The oldest of whoever's turn it is; they come last in the next round. */
  next(): Item | undefined {
    for (const [owner, own] of this.waiting) {
      const item = own.shift();
      this.waiting.delete(owner);
      if (own.length > 0) this.waiting.set(owner, own);
      this.size -= 1;
      return item;
    }
    return undefined;
  }

  remove(owner: string, item: Item): boolean {
    const own = this.waiting.get(owner);
    const at = own?.indexOf(item) ?? -1;
    if (!own || at < 0) return false;
    own.splice(at, 1);
    if (own.length === 0) this.waiting.delete(owner);
    this.size -= 1;
    return true;
  }
}
