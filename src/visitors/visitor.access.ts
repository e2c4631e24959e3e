import { Injectable } from '@nestjs/common';
import { notFound, type Actor, type VisitorActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import type { Scalar } from './domain/profile.js';
import type { BrowserRef, TokenHolder } from './visitor-tokens.js';

export interface Visitor {
  id: string;
  siteId: string;
  externalId: string | null;
  name: string | null;
  /** Where answers go: given by the visitor, or signed by the site. */
  email: string | null;
  phone: string | null;
  locale: string;
  device: string | null;
  browser: string | null;
  attributes: Record<string, Scalar>;
  emailNotifications: boolean;
  historyHiddenAt: Date | null;
  blockedAt: Date | null;
  createdAt: Date;
  lastSeenAt: Date;
}

/** The visitor whom a browser stands for: `id` is the customer's row, or the browser's own. */
export interface PresentVisitor extends Visitor {
  browserId: string;
  /** How often the browser's token was renewed. */
  renewals: number;
  /**
   * Whether this browser shows the visitor's conversations. One that was merged into a customer known elsewhere does so
   * from the next engagement on, not by being identified alone.
   */
  joined: boolean;
}

const COLUMNS = `v.id, v.site_id AS "siteId", v.external_id AS "externalId", v.name, v.reply_email AS email, v.phone, v.locale, v.device,
  v.browser, v.attributes, v.email_notifications AS "emailNotifications", v.history_hidden_at AS "historyHiddenAt",
  v.blocked_at AS "blockedAt", v.created_at AS "createdAt", v.last_seen_at AS "lastSeenAt"`;

/** The loaders of visitors. */
@Injectable()
export class VisitorAccess {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async visitor(actor: Actor, id: string): Promise<Visitor> {
    const [row] = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<Visitor>(
        `SELECT ${COLUMNS} FROM visitors v WHERE v.brand_id = $1 AND v.id = $2`,
        [actor.brandId, id],
      ),
    );
    if (!row) throw notFound();
    return row;
  }

  /** Whom this browser stands for now, or null where there is no such browser on this site any more. */
  present(ref: BrowserRef): Promise<PresentVisitor | null> {
    return this.behind(ref, 'b.ended_at IS NULL');
  }

  /** Whom a token's holder stands for; null also for one of before the browser's token was renewed. */
  async recognise(holder: BrowserRef & Pick<TokenHolder, 'renewals'>): Promise<PresentVisitor | null> {
    const visitor = await this.present(holder);
    return visitor?.renewals === holder.renewals ? visitor : null;
  }

  /** The same as `present`, also where the site has said since that its customer has gone from there. */
  addressee(ref: BrowserRef): Promise<PresentVisitor | null> {
    return this.behind(ref, 'true');
  }

  private async behind(
    { brandId, siteId, browserId }: BrowserRef,
    condition: string,
  ): Promise<PresentVisitor | null> {
    const [row] = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<PresentVisitor>(
        `SELECT ${COLUMNS}, b.id AS "browserId", b.renewals, (b.merged_into IS NULL OR b.rejoined_at IS NOT NULL) AS joined
         FROM visitors b JOIN visitors v ON v.brand_id = b.brand_id AND v.id = b.person_id
         WHERE b.brand_id = $1 AND b.id = $2 AND b.site_id = $3 AND ${condition}`,
        [brandId, browserId, siteId],
      ),
    );
    return row ?? null;
  }
}

/** The actor for what is done in this browser. Its id is the browser's row, from which the visitor is found. */
export function visitorActor({ brandId, siteId, browserId }: BrowserRef, locale: string): VisitorActor {
  return { kind: 'visitor', brandId, siteId, id: browserId, locale };
}
