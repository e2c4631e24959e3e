import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Refusal } from '../../kernel/index.js';
import { Config } from '../config/config.js';

/** Seconds' worth that comes at once: what a page with the messenger asks for, on several desks of an office. */
const BURST_SECONDS = 1.4;
const LONGEST_MS = 5_000;
/** Networks remembered; keys come from outside. */
const MOST = 20_000;

/**
 * Spreads what one network asks for over time, so that whoever asks for much leaves time for everybody else: beyond a
 * burst each request waits for its turn. Costs no refusal unless the wait would be long. A leaky bucket of this process
 * (the generic cell rate algorithm of ITU-T I.371).
 */
@Injectable()
export class NetworkPace {
  private readonly perMs: number;
  /** When all that each network has asked for is done, by `performance.now()`; oldest first. */
  private readonly done = new Map<string, number>();

  constructor({ networkPace, rateLimitFactor }: Config) {
    this.perMs = (networkPace * rateLimitFactor) / 1000;
  }

  /**
   * Resolves when it is this network's turn; at once for null. `cost` in requests.
   * @throws Refusal `too_many_from_network` where the turn is further away than `longest` milliseconds.
   */
  async wait(network: string | null, { cost = 1, longest = LONGEST_MS } = {}): Promise<void> {
    if (network === null) return;
    const now = performance.now();
    const done = Math.max(this.done.get(network) ?? 0, now);
    const wait = done - now - BURST_SECONDS * 1000;
    if (wait > longest) throw tooMany(wait);
    this.done.delete(network);
    this.done.set(network, done + cost / this.perMs);
    if (this.done.size > MOST) this.forget(now);
    if (wait > 0) await sleep(wait);
  }

  private forget(now: number): void {
    for (const [network, done] of this.done) {
      if (done > now && this.done.size <= MOST) return;
      this.done.delete(network);
    }
  }
}

function tooMany(milliseconds: number): Refusal {
  const seconds = Math.ceil(milliseconds / 1000);
  return new Refusal('too_many', 'too_many_from_network', { retryAfter: seconds, params: { seconds } });
}
