import { Injectable } from '@nestjs/common';
import type { MemberActor } from '../kernel/index.js';
import { RateLimits, type RateLimit } from '../platform/index.js';

type Rate = readonly [times: number, seconds: number];

/**
 * How often a member may do what, over all their desks: far more than hands do on several of them, and so little that
 * what somebody runs in their name leaves the others their turn. Every event of a desk counts, and each by itself too.
 */
export const MEMBER_RATES = {
  event: [600, 10],
  message: [60, 10],
  alerts: [60, 60],
  look: [1200, 60],
  follow: [1200, 60],
  catch_up: [1200, 60],
  read: [1200, 60],
  typing: [600, 60],
  close: [120, 60],
  block: [60, 60],
  availability: [60, 60],
  upload: [60, 600],
  search: [240, 60],
  suggestion: [240, 60],
  response: [240, 60],
  mention: [240, 60],
} satisfies Record<string, Rate>;

export type MemberAct = keyof typeof MEMBER_RATES;

const LIMITS = Object.fromEntries(
  Object.entries(MEMBER_RATES).map(([act, [points, seconds]]) => [
    act,
    { name: `${act}-member`, points, seconds },
  ]),
) as Record<MemberAct, RateLimit>;

/** Holds members to what they may in a while; refuses with the seconds to wait and takes nothing then. */
@Injectable()
export class MemberLimits {
  constructor(private readonly limits: RateLimits) {}

  take(act: MemberAct, { id }: MemberActor): void {
    this.limits.takeAll([{ limit: LIMITS[act], key: id }]);
  }

  /** An event of a desk. A note counts as a message. */
  hear(event: MemberAct | 'note', { id }: MemberActor): void {
    const act = event === 'note' ? 'message' : event;
    this.limits.takeAll([
      { limit: LIMITS.event, key: id },
      { limit: LIMITS[act], key: id },
    ]);
  }
}
