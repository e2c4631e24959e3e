import { Injectable } from '@nestjs/common';
import type { VisitorActor } from '../kernel/index.js';
import { RateLimits, type RateLimit, type Taking } from '../platform/index.js';
import { readSiteKey } from '../sites/index.js';
import { VisitorTokens } from '../visitors/index.js';
import type { MessageName } from './pages/visitor-messages.js';

type Rate = readonly [times: number, seconds: number];
type Scope = 'visitor' | 'address' | 'brand';

/**
 * How often a visitor, everybody at one address, and all visitors of a brand may do what. A visitor is easy to remake,
 * an address is not: it is sized for an office or a mobile network, and stays far below what its brand may.
 */
export const VISITOR_RATES = {
  arrival: { visitor: [60, 60], address: [3000, 60], brand: [2000, 10] },
  newcomer: { address: [120, 60], brand: [300, 10] },
  link: { address: [60, 60] },
  content: { visitor: [120, 60], address: [1200, 60], brand: [1000, 10] },
  event: { visitor: [200, 10], address: [2000, 10] },
  page: { visitor: [120, 60], address: [1200, 60], brand: [1000, 10] },
  ask: { visitor: [120, 60], address: [2400, 60], brand: [2000, 10] },
  language: { visitor: [30, 60], address: [300, 60], brand: [500, 10] },
  identify: { visitor: [60, 60], address: [600, 60], brand: [500, 10] },
  set: { visitor: [120, 60], address: [1200, 60], brand: [1000, 10] },
  cart: { visitor: [120, 60], address: [1200, 60], brand: [1000, 10] },
  transaction: { visitor: [20, 60], address: [200, 60], brand: [200, 10] },
  accept: { visitor: [20, 60], address: [240, 60], brand: [500, 10] },
  message: { visitor: [20, 10], address: [400, 10], brand: [200, 1] },
  start: { visitor: [5, 60], address: [60, 60], brand: [200, 10] },
  catch_up: { visitor: [120, 60], address: [2400, 60], brand: [2000, 10] },
  survey: { visitor: [10, 60], address: [120, 60], brand: [200, 10] },
  settings: { visitor: [30, 60], address: [300, 60], brand: [500, 10] },
  upload: { visitor: [20, 3600], address: [40, 600], brand: [600, 600] },
} satisfies Record<string, Partial<Record<Scope, Rate>>>;

export type Act = keyof typeof VISITOR_RATES;

/** Who does it: `network` is what limits by address count, null where they do not. */
export interface Doer {
  actor: Pick<VisitorActor, 'brandId' | 'id'>;
  network: string | null;
}

/** Who says to be whom, before anybody has looked for them. */
export interface Claimant {
  siteKey: unknown;
  token: unknown;
  network: string | null;
}

/** Also come by HTTP, so what carries them out counts them. */
const COUNTED_LATER = new Set<string>(['message', 'settings', 'survey']);

const LIMITS = Object.fromEntries(
  Object.entries(VISITOR_RATES).map(([act, rates]) => [act, limitsOf(act, rates)]),
) as Record<Act, Partial<Record<Scope, RateLimit>>>;

/** Holds visitors to what they may in a while; each refuses with the seconds to wait and takes nothing then. */
@Injectable()
export class VisitorLimits {
  constructor(
    private readonly limits: RateLimits,
    private readonly tokens: VisitorTokens,
  ) {}

  take(act: Act, { actor, network }: Doer): void {
    const { brandId, id } = actor;
    this.limits.takeAll(takings(act, { visitor: `${brandId} ${id}`, address: network, brand: brandId }));
  }

  /** What comes over a socket: every event counts, and most count by themselves too. */
  hear(name: MessageName, doer: Doer): void {
    this.take('event', doer);
    if (isAct(name) && !COUNTED_LATER.has(name)) this.take(name, doer);
  }

  /** A browser that comes, known or new. */
  arrive(claimant: Claimant): void {
    this.claim('arrival', claimant);
    if (this.tokens.read(claimant.token) === null) this.claim('newcomer', claimant);
  }

  /** Before anything is read for them. */
  claim(act: Act, { siteKey, token, network }: Claimant): void {
    const brand = readSiteKey(siteKey)?.brandId ?? null;
    const browser = this.tokens.read(token);
    const visitor = browser && `${browser.brandId} ${browser.browserId}`;
    this.limits.takeAll(takings(act, { visitor, address: network, brand }));
  }
}

function takings(act: Act, keys: Record<Scope, string | null>): Taking[] {
  const { visitor, address, brand } = LIMITS[act];
  return [
    ...(visitor ? [{ limit: visitor, key: keys.visitor }] : []),
    ...(address ? [{ limit: address, key: keys.address }] : []),
    ...(brand ? [{ limit: brand, key: keys.brand }] : []),
  ];
}

function limitsOf(act: string, rates: Partial<Record<Scope, Rate>>): Partial<Record<Scope, RateLimit>> {
  return Object.fromEntries(
    Object.entries(rates).map(([scope, [points, seconds]]) => {
      const of = scope === 'visitor' ? undefined : (scope as 'address' | 'brand');
      return [scope, { name: `${act}-${scope}`, points, seconds, of }];
    }),
  );
}

function isAct(name: string): name is Act {
  return Object.hasOwn(VISITOR_RATES, name);
}
