import type { Connection } from './connection.js';
import { part } from './page.js';
import { playArrival } from './sound.js';
import type { Store } from '../store.js';
import type { Thread } from './thread.js';

export interface ReadingOptions {
  thread: Thread;
  connection: Connection;
  store: Store;
  conversationId: () => string | null;
}

/** Whether the visitor has what was written before their eyes, and what follows from it. */
export class Reading {
  private open = false;
  private readSeq = 0;
  private readIn: string | null = null;

  constructor(private readonly options: ReadingOptions) {
    document.addEventListener('visibilitychange', () => this.mark());
    part('[data-scroll]').addEventListener('scroll', () => this.mark(), { passive: true });
  }

  set isOpen(open: boolean) {
    this.open = open;
    this.mark();
  }

  /** Tells how far the visitor has read, once a message. */
  mark(): void {
    const { thread, connection, conversationId } = this.options;
    const id = conversationId();
    if (!id || !this.isSeen()) return;
    const seq = thread.lastOfBrand();
    if (seq === 0 || (seq === this.readSeq && id === this.readIn)) return;
    this.readSeq = seq;
    this.readIn = id;
    connection.tell('read', { conversationId: id, seq });
  }

  /** A sound for what arrives unseen. */
  announce(): void {
    if (!this.isSeen() && this.options.store.get('sound') !== 'off') playArrival();
  }

  private isSeen(): boolean {
    return this.open && document.visibilityState === 'visible' && this.options.thread.isNewestShown();
  }
}
