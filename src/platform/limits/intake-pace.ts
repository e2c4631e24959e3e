import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';

/** What a fast line of an office brings; what comes faster than it has been sent for a while waits in its sender. */
const BYTES_A_SECOND = 8 * 1024 * 1024;
/** That comes at once. */
const BURST_BYTES = 24 * 1024 * 1024;
/** Networks remembered; keys come from outside. */
const MOST = 20_000;

/**
 * How fast files and mails of one network are taken in, since to read them costs time too. A leaky bucket of this process
 * (the generic cell rate algorithm of ITU-T I.371) that counts bytes.
 */
@Injectable()
export class IntakePace {
  private readonly perMs: number;
  /** When all that a network has sent is due, by `performance.now()`; oldest first. */
  private readonly due = new Map<string, number>();

  constructor({ rateLimitFactor }: Config) {
    this.perMs = (BYTES_A_SECOND * rateLimitFactor) / 1000;
  }

  /** Counts what has come of a network, and tells for how many milliseconds nothing more of it is to be read. */
  waitAfter(network: string | null, bytes: number): number {
    if (network === null) return 0;
    const now = performance.now();
    const due = Math.max(this.due.get(network) ?? 0, now) + bytes / this.perMs;
    this.due.delete(network);
    this.due.set(network, due);
    if (this.due.size > MOST) this.forget(now);
    return Math.max(0, due - now - BURST_BYTES / this.perMs);
  }

  private forget(now: number): void {
    for (const [network, due] of this.due) {
      if (due > now && this.due.size <= MOST) return;
      this.due.delete(network);
    }
  }
}
