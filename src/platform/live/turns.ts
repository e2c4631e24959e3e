/** Of one socket. */
const AT_ONCE = 4;
/** A page that comes back asks for all that it has missed in one go. */
export const MOST_WAITING = 200;

type Work = () => Promise<void>;

/** What one socket asks for, in its order: a few things at once, and so many wait. */
export class Turns {
  private readonly waiting: Work[] = [];
  private inWork = 0;

  constructor(private readonly factor: number) {}

  /** Whether there was room for it. */
  take(work: Work): boolean {
    if (this.waiting.length >= MOST_WAITING * this.factor) return false;
    this.waiting.push(work);
    this.next();
    return true;
  }

  private next(): void {
    if (this.inWork >= AT_ONCE) return;
    const work = this.waiting.shift();
    if (!work) return;
    this.inWork += 1;
    void work().finally(() => {
      this.inWork -= 1;
      this.next();
    });
  }
}
