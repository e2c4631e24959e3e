/** Repeatable chance (mulberry32): the same seed tells the same story. */
export class Chance {
  constructor(private state: number) {}

  /** At least 0 and below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** One of them; the first ones more often when they are weighted. */
  oneOf<T>(values: readonly T[], weights?: readonly number[]): T {
    const one = values[weights ? this.weighted(weights) : this.between(0, values.length - 1)];
    if (one === undefined) throw new Error('There is nothing to choose from.');
    return one;
  }

  private weighted(weights: readonly number[]): number {
    let left = this.next() * weights.reduce((sum, weight) => sum + weight, 0);
    return weights.findIndex((weight) => (left -= weight) < 0);
  }
}
