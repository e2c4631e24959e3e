import { Injectable } from '@nestjs/common';
import type { VisitorActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { GuestTokens } from './guest-tokens.js';
import { RejoinHistory } from './rejoin-history.js';
import { VisitorAccess } from './visitor.access.js';
import { VisitorLinks, type VisitorLink } from './visitor-links.js';

export type FollowedLink =
  | { state: 'invalid' }
  /** Nothing opens, and nothing says why: the visitor is blocked. */
  | { state: 'silent' }
  /** `guestToken` where the browser is not the visitor's: it shows what the link's message showed, for a while. */
  | { state: 'open'; link: VisitorLink; guestToken: string | null };

interface Addressed {
  id: string;
  blockedAt: Date | null;
}

/**
 * Comes back by a link that was sent to a visitor. The visitor's own browser shows their conversations again. Every other
 * one is a guest's, for a link may have been forwarded: it shows what the message showed, and stays whose it is.
 */
@Injectable()
export class FollowLink {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly links: VisitorLinks,
    private readonly visitors: VisitorAccess,
    private readonly guests: GuestTokens,
    private readonly rejoin: RejoinHistory,
  ) {}

  async run(actor: VisitorActor, token: unknown): Promise<FollowedLink> {
    const link = this.links.open(token);
    if (link?.brandId !== actor.brandId || link.siteId !== actor.siteId) return { state: 'invalid' };
    return this.unitOfWork.run(actor.brandId, async () => {
      const addressed = await this.addressed(link);
      const { brandId, siteId, id: browserId } = actor;
      const present = await this.visitors.present({ brandId, siteId, browserId });
      if (!addressed || !present) return { state: 'invalid' };
      if (addressed.blockedAt || present.blockedAt) return { state: 'silent' };
      if (present.id !== addressed.id) return { state: 'open', link, guestToken: this.guests.issue(link) };
      await this.rejoin.run(actor);
      return { state: 'open', link, guestToken: null };
    });
  }

  private async addressed({ brandId, visitorId }: VisitorLink): Promise<Addressed | undefined> {
    const [row] = await this.unitOfWork.query<Addressed>(
      `SELECT p.id, coalesce(p.blocked_at, v.blocked_at) AS "blockedAt"
       FROM visitors v JOIN visitors p ON p.brand_id = v.brand_id AND p.id = v.person_id
       WHERE v.brand_id = $1 AND v.id = $2`,
      [brandId, visitorId],
    );
    return row;
  }
}
