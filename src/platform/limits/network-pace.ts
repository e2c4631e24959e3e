import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Refusal } from '../../kernel/index.js';
import { Config } from '../config/config.js';

/** Seconds' worth that comes at once: what a page with the messenger asks for, on several desks of an office. */
const BURST_SECONDS = 1.4;
const LONGEST_MS = 5_000;
/** Within a burst it goes at so many times the pace, after a few that come at once: what is next to it has a turn in between. */
const PEAK = 2;
const PEAK_BURST_SECONDS = 0.4;
/** Of one network at the same time; what comes beside them waits for one to end. */
const AT_ONCE = 2;
/** What takes longer counts as several requests: where the machine is slow or busy, so is the pace. */
const MS_OF_A_REQUEST = 20;
/** As many as one counts for at most, however long it takes. */
const MOST_OF_ONE = 8;
/** Whoever sends or reads slowly keeps their neighbours waiting no longer than this. */
const HELD_MS = 2_000;
/** Refusals of a network that come at once within such a time; those after them keep it waiting, so that it asks less. */
const FREE_REFUSALS = 20;
const REFUSALS_MS = 10_000;
const HELD_REFUSAL_MS = 1_000;
/** Networks remembered; keys come from outside. */
const MOST = 20_000;

/** Called when what a network asked for is done, or will be done without this process; the first call counts. */
export type Leave = () => void;

interface Network {
  /** When all that it has asked for is done, at its pace and at the peak's, by `performance.now()`. */
  done: number;
  peakDone: number;
  /** What its requests have weighed beyond their cost, in milliseconds. */
  charged: number;
  active: number;
  waiting: Set<() => void>;
  refusals: number;
  refusedSince: number;
}

/**
 * Spreads what one network asks for over time, so that whoever asks for much leaves time for everybody else: beyond a
 * burst each request waits for its turn, and only a few are done at once. Costs no refusal unless the wait would be long.
 * A leaky bucket of this process (the generic cell rate algorithm of ITU-T I.371), in which each request weighs what it
 * is known or seen to take.
 */
@Injectable()
export class NetworkPace {
  private readonly perMs: number;
  /** Oldest first. */
  private readonly networks = new Map<string, Network>();

  constructor({ networkPace, rateLimitFactor }: Config) {
    this.perMs = (networkPace * rateLimitFactor) / 1000;
  }

  /**
   * Resolves when it is this network's turn; at once for null. `cost` in requests. Whoever is refused lets go of what
   * they hold in memory and waits for `refused` before they tell it.
   * @throws Refusal `too_many_from_network` where the turn is further away than `longest` milliseconds.
   */
  async enter(network: string | null, { cost = 1, longest = LONGEST_MS } = {}): Promise<Leave> {
    if (network === null) return () => undefined;
    const now = performance.now();
    const known = this.networks.get(network) ?? newNetwork(now);
    const { charged } = known;
    const turn = Math.max(known.done, now) - BURST_SECONDS * 1000;
    const peakTurn = Math.max(known.peakDone, now) - PEAK_BURST_SECONDS * 1000;
    const wait = Math.max(turn, peakTurn) - now;
    if (wait > longest) throw tooMany(wait);
    this.networks.delete(network);
    this.networks.set(network, known);
    known.done = Math.max(known.done, now) + cost / this.perMs;
    known.peakDone = Math.max(known.peakDone, now) + cost / (PEAK * this.perMs);
    if (this.networks.size > MOST) this.forget(now);
    if (wait > 0) await sleep(wait);
    await place(known, longest);
    const late = turn + known.charged - charged - performance.now();
    if (late > longest) {
      handOn(known);
      throw tooMany(late);
    }
    if (late > 0) await sleep(late);
    return this.left(known, cost);
  }

  /**
   * Keeps a network waiting that has been refused often, and resolves when the refusal may be told: to refuse costs work
   * too, and who asks again as soon as they are refused asks a hundred times less.
   */
  async refused(network: string | null): Promise<void> {
    if (network === null) return;
    const now = performance.now();
    const known = this.networks.get(network) ?? newNetwork(now);
    this.networks.set(network, known);
    if (now - known.refusedSince > REFUSALS_MS) Object.assign(known, { refusedSince: now, refusals: 0 });
    known.refusals += 1;
    if (known.refusals > FREE_REFUSALS) await sleep(HELD_REFUSAL_MS);
  }

  /** For what is done in one go; a refusal is told when it may be. */
  async during<T>(
    network: string | null,
    options: { cost?: number; longest?: number },
    work: () => Promise<T> | T,
  ): Promise<T> {
    const leave = await this.enter(network, options).catch(async (refusal: unknown) => {
      await this.refused(network);
      throw refusal;
    });
    try {
      return await work();
    } finally {
      leave();
    }
  }

  /** Adds to what a network has asked for where its cost is known only once it has begun. */
  charge(network: string | null, cost: number): void {
    const known = network === null ? undefined : this.networks.get(network);
    if (known) this.weigh(known, cost);
  }

  private left(network: Network, cost: number): Leave {
    const began = performance.now();
    let isOver = false;
    const leave = () => {
      if (isOver) return;
      isOver = true;
      clearTimeout(held);
      const weight = Math.min((performance.now() - began) / MS_OF_A_REQUEST, MOST_OF_ONE);
      this.weigh(network, Math.max(0, weight - cost));
      handOn(network);
    };
    const held = setTimeout(leave, HELD_MS);
    held.unref();
    return leave;
  }

  /** Those who wait already wait for it too. */
  private weigh(network: Network, cost: number): void {
    network.done += cost / this.perMs;
    network.charged += cost / this.perMs;
  }

  private forget(now: number): void {
    for (const [key, { done, active }] of this.networks) {
      if (done > now && this.networks.size <= MOST) return;
      if (active === 0) this.networks.delete(key);
    }
  }
}

function newNetwork(now: number): Network {
  return {
    done: now,
    peakDone: now,
    charged: 0,
    active: 0,
    waiting: new Set(),
    refusals: 0,
    refusedSince: now,
  };
}

function handOn(network: Network): void {
  const [next] = network.waiting;
  if (next) next();
  else network.active -= 1;
}

/** Resolves with one of the few places of the network, which whoever ends hands on. */
async function place(network: Network, longest: number): Promise<void> {
  if (network.active < AT_ONCE) {
    network.active += 1;
    return;
  }
  await new Promise<void>((resolve, reject) => {
    const begin = () => {
      clearTimeout(patience);
      network.waiting.delete(begin);
      resolve();
    };
    const patience = setTimeout(() => {
      network.waiting.delete(begin);
      reject(tooMany(longest));
    }, longest);
    network.waiting.add(begin);
  });
}

function tooMany(milliseconds: number): Refusal {
  const seconds = Math.ceil(milliseconds / 1000);
  return new Refusal('too_many', 'too_many_from_network', { retryAfter: seconds, params: { seconds } });
}
