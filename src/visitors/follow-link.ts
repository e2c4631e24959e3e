import { Injectable } from '@nestjs/common';
import { Clock, type VisitorActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { RejoinHistory } from './rejoin-history.js';
import { VisitorAccess, type PresentVisitor } from './visitor.access.js';
import { VisitorLinks, type VisitorLink } from './visitor-links.js';
import { VisitorTokens } from './visitor-tokens.js';
import { VisitorMerged } from './visitors.events.js';

export interface FollowLinkInput {
  token: unknown;
  /** Whether anything was written in this browser before. */
  hasHistory: boolean;
}

export type FollowedLink =
  | { state: 'invalid' }
  /** Nothing opens, and nothing says why: the visitor is blocked. */
  | { state: 'silent' }
  /** `guestToken` where the browser is somebody else's: it shows the conversation for a while and stays what it is. */
  | { state: 'open'; link: VisitorLink; guestToken: string | null };

interface Addressed {
  id: string;
  externalId: string | null;
  blockedAt: Date | null;
}

const GUEST_MS = 24 * 3_600_000;

/**
 * Comes back by a link that was sent to a visitor. The visitor's own browser shows their conversations again; one in
 * which nobody has written becomes a browser of that visitor. But only the site says whose a customer's browser is: a
 * link, which may have been forwarded, neither makes a browser a customer's nor takes it from one.
 */
@Injectable()
export class FollowLink {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly links: VisitorLinks,
    private readonly visitors: VisitorAccess,
    private readonly tokens: VisitorTokens,
    private readonly rejoin: RejoinHistory,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: VisitorActor, { token, hasHistory }: FollowLinkInput): Promise<FollowedLink> {
    const link = this.links.open(token);
    if (link?.brandId !== actor.brandId || link.siteId !== actor.siteId) return { state: 'invalid' };
    return this.unitOfWork.run(actor.brandId, async () => {
      const addressed = await this.addressed(link);
      const { brandId, siteId, id: browserId } = actor;
      const present = await this.visitors.present({ brandId, siteId, browserId });
      if (!addressed || !present) return { state: 'invalid' };
      if (addressed.blockedAt || present.blockedAt) return { state: 'silent' };
      if (present.id === addressed.id) await this.rejoin.run(actor);
      else if (isNobodys(present) && !hasHistory && !addressed.externalId)
        await this.become(actor, addressed);
      else return { state: 'open', link, guestToken: this.guestToken(link) };
      return { state: 'open', link, guestToken: null };
    });
  }

  private async addressed({ brandId, visitorId }: VisitorLink): Promise<Addressed | undefined> {
    const [row] = await this.unitOfWork.query<Addressed>(
      `SELECT p.id, p.external_id AS "externalId", coalesce(p.blocked_at, v.blocked_at) AS "blockedAt"
       FROM visitors v JOIN visitors p ON p.brand_id = v.brand_id AND p.id = coalesce(v.merged_into, v.id)
       WHERE v.brand_id = $1 AND v.id = $2 AND p.merged_into IS NULL FOR UPDATE OF p`,
      [brandId, visitorId],
    );
    return row;
  }

  private async become(actor: VisitorActor, { id: into }: Addressed): Promise<void> {
    const changed = await this.unitOfWork.execute(
      `UPDATE visitors SET merged_into = $3, rejoined_at = $4
       WHERE brand_id = $1 AND id = $2 AND merged_into IS NULL AND external_id IS NULL`,
      [actor.brandId, actor.id, into, this.clock.now()],
    );
    if (changed === 0) return;
    await this.events.record(actor, VisitorMerged, { subjectId: into, data: { from: actor.id } });
  }

  private guestToken({ brandId, siteId, visitorId: browserId }: VisitorLink): string {
    return this.tokens.issue({ brandId, siteId, browserId }, new Date(this.clock.now().getTime() + GUEST_MS));
  }
}

function isNobodys({ id, browserId, externalId }: PresentVisitor): boolean {
  return id === browserId && externalId === null;
}
