/** Tells at once, and of what follows closely once more when the time is over: often enough, and nothing is left untold. */
export class Paced {
  private readonly told = new Map<string, 'resting' | 'again'>();

  constructor(
    private readonly everyMs: number,
    private readonly tell: (key: string) => void,
  ) {}

  ask(key: string): void {
    if (this.told.has(key)) return void this.told.set(key, 'again');
    this.told.set(key, 'resting');
    this.tell(key);
    setTimeout(() => this.rested(key), this.everyMs).unref();
  }

  private rested(key: string): void {
    const isAsked = this.told.get(key) === 'again';
    this.told.delete(key);
    if (isAsked) this.ask(key);
  }
}
