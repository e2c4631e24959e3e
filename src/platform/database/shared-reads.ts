/**
 * Who reads the same thing at the same time shares one query. Whoever comes while one is under way gets the next, which
 * begins after they came: so nobody is told less than what was committed before they asked.
 */
export class SharedReads<Result> {
  private readonly underWay = new Map<string, Promise<Result>>();
  private readonly next = new Map<string, Promise<Result>>();

  /** The result belongs to all who share it and is changed by none of them. */
  read(key: string, query: () => Promise<Result>): Promise<Result> {
    const current = this.underWay.get(key);
    if (!current) return this.begin(key, query);
    const known = this.next.get(key);
    if (known) return known;
    const begin = () => {
      this.next.delete(key);
      return this.begin(key, query);
    };
    const next = current.then(begin, begin);
    this.next.set(key, next);
    return next;
  }

  private begin(key: string, query: () => Promise<Result>): Promise<Result> {
    const reading = query();
    this.underWay.set(key, reading);
    const ended = () => void this.underWay.delete(key);
    reading.then(ended, ended);
    return reading;
  }
}
