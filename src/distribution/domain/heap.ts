/** A priority queue: `pop` gives the least by `compare`. */
export class Heap<T> {
  readonly #items: T[] = [];

  constructor(private readonly compare: (a: T, b: T) => number) {}

  peek(): T | undefined {
    return this.#items[0];
  }

  push(item: T): void {
    const items = this.#items;
    let at = items.push(item) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = items[above];
      if (parent === undefined || this.compare(parent, item) <= 0) return;
      items[at] = parent;
      items[above] = item;
      at = above;
    }
  }

  pop(): T | undefined {
    const items = this.#items;
    const [least] = items;
    const last = items.pop();
    if (last === undefined || items.length === 0) return last;
    this.#sink(last);
    return least;
  }

  /** Puts the item where the least one was, or further down. */
  #sink(item: T): void {
    const items = this.#items;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const one = items[left];
      const other = items[left + 1];
      if (one === undefined) break;
      const isOther = other !== undefined && this.compare(other, one) < 0;
      const lesser = isOther ? other : one;
      if (this.compare(item, lesser) <= 0) break;
      items[at] = lesser;
      at = isOther ? left + 1 : left;
    }
    items[at] = item;
  }
}
