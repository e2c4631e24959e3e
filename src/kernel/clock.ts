/** The only source of the present time for anything a rule reads. Tests set it. */
export class Clock {
  private offset = 0;
  private frozenAt: number | null = null;

  now(): Date {
    return new Date(this.frozenAt ?? Date.now() + this.offset);
  }

  /** Stands still at the given instant. */
  freeze(at: Date): void {
    this.frozenAt = at.getTime();
  }

  /** Goes on running, this many milliseconds ahead of the machine's clock. */
  shift(milliseconds: number): void {
    this.offset += milliseconds;
    if (this.frozenAt !== null) this.frozenAt += milliseconds;
  }

  release(): void {
    this.offset = 0;
    this.frozenAt = null;
  }
}
