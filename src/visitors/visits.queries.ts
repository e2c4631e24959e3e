import { Injectable } from '@nestjs/common';
import type { VisitorActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import type { Scalar } from './domain/profile.js';

/** What is known of a visitor and their present visit, for targeting and for the desk. */
export interface VisitFacts {
  visits: number;
  pages: number;
  startedAt: Date | null;
  pageAt: Date | null;
  url: string | null;
  title: string | null;
  referrer: string | null;
  cart: { value: number; currency: string } | null;
  custom: Record<string, Scalar>;
  known: boolean;
  device: string | null;
  locale: string;
}

const MOST_VISITS = 100;

@Injectable()
export class Visits {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * As seen from the page that the page view is of, for somebody may have several open; else from the newest one.
   * Counts visits up to a hundred, so that a long past costs nothing.
   */
  async facts(actor: VisitorActor, pageViewId: string | null): Promise<VisitFacts> {
    const { cartValue, cartCurrency, ...facts } = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.one<VisitFacts & { cartValue: string | null; cartCurrency: string | null }>(
        `SELECT (SELECT count(*)::int FROM (SELECT 1 FROM visits c WHERE c.brand_id = v.brand_id AND c.visitor_id = v.id
             LIMIT ${MOST_VISITS}) past) AS visits,
           coalesce(t.pages, 0) AS pages, t.started_at AS "startedAt", p.at AS "pageAt", p.url, p.title, t.referrer,
           t.cart_value AS "cartValue", t.cart_currency AS "cartCurrency", coalesce(t.custom, '{}') AS custom,
           coalesce(v.external_id, r.external_id) IS NOT NULL AS known, v.device, v.locale
         FROM visitors v LEFT JOIN visitors r ON r.brand_id = v.brand_id AND r.id = v.merged_into
         LEFT JOIN LATERAL (SELECT * FROM visits t WHERE t.brand_id = v.brand_id AND t.visitor_id = v.id AND t.site_id = $3
           ORDER BY t.last_at DESC LIMIT 1) t ON true
         LEFT JOIN page_views p ON p.brand_id = v.brand_id AND p.id = coalesce(
           (SELECT o.id FROM page_views o JOIN visits w ON w.brand_id = o.brand_id AND w.id = o.visit_id
            WHERE o.brand_id = v.brand_id AND o.id = $4 AND w.visitor_id = v.id AND w.site_id = $3),
           (SELECT n.id FROM page_views n WHERE n.brand_id = v.brand_id AND n.visit_id = t.id
            ORDER BY n.at DESC LIMIT 1))
         WHERE v.brand_id = $1 AND v.id = $2`,
        [actor.brandId, actor.id, actor.siteId, pageViewId],
      ),
    );
    return {
      ...facts,
      cart: cartValue && cartCurrency ? { value: Number(cartValue), currency: cartCurrency } : null,
    };
  }

  /** The newest pages of the present visit, newest first. */
  pages(actor: VisitorActor, limit: number): Promise<{ url: string; title: string; at: Date }[]> {
    return this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<{ url: string; title: string; at: Date }>(
        `SELECT p.url, p.title, p.at FROM page_views p
         WHERE p.brand_id = $1 AND p.visit_id = (SELECT id FROM visits
           WHERE brand_id = $1 AND visitor_id = $2 ORDER BY last_at DESC LIMIT 1)
         ORDER BY p.at DESC LIMIT $3`,
        [actor.brandId, actor.id, limit],
      ),
    );
  }
}
