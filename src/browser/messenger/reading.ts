import { alertOnce } from '../alert-once.js';
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

const NOTHING = { conversationId: '', seq: 0 };

/** Whether the visitor has what was written before their eyes, and what follows from it. */
export class Reading {
  private open = false;
  private seen = NOTHING;
  private told = NOTHING;

  constructor(private readonly options: ReadingOptions) {
    document.addEventListener('visibilitychange', () => this.mark());
    part('[data-scroll]').addEventListener('scroll', () => this.mark(), { passive: true });
  }

  /** What was told before may have been lost with the connection. */
  connected(): void {
    this.told = NOTHING;
    this.mark();
  }

  set isOpen(open: boolean) {
    this.open = open;
    this.mark();
  }

  /** Tells how far the visitor has read, once a message; what was read without a connection, once there is one. */
  mark(): void {
    const { thread, connection, conversationId } = this.options;
    const id = conversationId();
    if (id && this.isSeen()) this.seen = { conversationId: id, seq: thread.lastOfBrand() };
    const { seen, told } = this;
    const isTold = seen.conversationId === told.conversationId && seen.seq === told.seq;
    if (!connection.live || seen.seq === 0 || isTold) return;
    this.told = seen;
    connection.tell('read', seen);
  }

  /** A sound for what arrives unseen, in one of the tabs that are open. */
  announce({ clientId }: { clientId: string }): void {
    alertOnce(`causerie:arrival:${clientId}`, this.isSeen(), () => {
      if (this.options.store.get('sound') !== 'off') playArrival();
    });
  }

  private isSeen(): boolean {
    return this.open && document.visibilityState === 'visible' && this.options.thread.isNewestShown();
  }
}
