/** How many there are at once, by key. */
export class Tally {
  private readonly counts = new Map<string, number>();

  /** Counts one more and gives what ends it, which may be called more than once; null where there are `most` already. */
  enter(key: string, most: number): (() => void) | null {
    const count = this.counts.get(key) ?? 0;
    if (count >= most) return null;
    this.counts.set(key, count + 1);
    let isIn = true;
    return () => {
      if (isIn) this.leave(key);
      isIn = false;
    };
  }

  private leave(key: string): void {
    const count = (this.counts.get(key) ?? 1) - 1;
    if (count > 0) this.counts.set(key, count);
    else this.counts.delete(key);
  }
}
