/** Whose work it is: brands take turns, and within a brand its parties (a network, a visitor). */
export interface Owner {
  brandId: string;
  party?: string;
}

/** What waits in turns: whoever has much waiting delays themselves, and nobody else by more than one a turn. */
export class FairQueue<Item> {
  private readonly waiting = new Map<string, Map<string, Item[]>>();
  private readonly sizes = new Map<string, number>();

  /** Of everybody. */
  size = 0;

  sizeOf(brandId: string): number {
    return this.sizes.get(brandId) ?? 0;
  }

  add({ brandId, party = '' }: Owner, item: Item): void {
    const parties = this.waiting.get(brandId) ?? new Map<string, Item[]>();
    this.waiting.set(brandId, parties);
    const own = parties.get(party);
    if (own) own.push(item);
    else parties.set(party, [item]);
    this.count(brandId, 1);
  }

  /** The oldest of whoever's turn it is; their brand, and they within it, come last in the next round. */
  next(): Item | undefined {
    for (const [brandId, parties] of this.waiting) {
      this.waiting.delete(brandId);
      for (const [party, own] of parties) {
        const item = own.shift();
        parties.delete(party);
        if (own.length > 0) parties.set(party, own);
        if (parties.size > 0) this.waiting.set(brandId, parties);
        this.count(brandId, -1);
        return item;
      }
    }
    return undefined;
  }

  /** The first of theirs that is meant; whether there was one. */
  remove({ brandId, party = '' }: Owner, isMeant: (item: Item) => boolean): boolean {
    const parties = this.waiting.get(brandId);
    const own = parties?.get(party);
    const at = own?.findIndex(isMeant) ?? -1;
    if (!parties || !own || at < 0) return false;
    own.splice(at, 1);
    if (own.length === 0) parties.delete(party);
    if (parties.size === 0) this.waiting.delete(brandId);
    this.count(brandId, -1);
    return true;
  }

  private count(brandId: string, by: number): void {
    this.size += by;
    const size = this.sizeOf(brandId) + by;
    if (size > 0) this.sizes.set(brandId, size);
    else this.sizes.delete(brandId);
  }
}
