import { Injectable } from '@nestjs/common';
import { Clock, newId, type VisitorActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { isSameVisit } from './domain/visit.js';

export interface PageInput {
  url: string;
  title: string;
  referrer?: string;
}

/** Notes that the visitor looks at a page, and gives the page view's id; after half an hour of silence it begins a new visit. */
@Injectable()
export class RecordPage {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(actor: VisitorActor, page: PageInput): Promise<string> {
    return this.unitOfWork.run(actor.brandId, async () => {
      const now = this.clock.now();
      const id = newId();
      const visitId = (await this.goOn(actor, now)) ?? (await this.begin(actor, page, now));
      await this.unitOfWork.query(
        'INSERT INTO page_views (brand_id, id, visit_id, url, title, at) VALUES ($1, $2, $3, $4, $5, $6)',
        [actor.brandId, id, visitId, page.url, page.title, now],
      );
      return id;
    });
  }

  private async goOn(actor: VisitorActor, now: Date): Promise<string | null> {
    const [visit] = await this.unitOfWork.query<{ id: string; lastAt: Date }>(
      `SELECT id, last_at AS "lastAt" FROM visits WHERE brand_id = $1 AND visitor_id = $2 AND site_id = $3
       ORDER BY last_at DESC LIMIT 1`,
      [actor.brandId, actor.id, actor.siteId],
    );
    if (!visit || !isSameVisit(visit.lastAt, now)) return null;
    await this.unitOfWork.query(
      'UPDATE visits SET pages = pages + 1, last_at = $3 WHERE brand_id = $1 AND id = $2',
      [actor.brandId, visit.id, now],
    );
    return visit.id;
  }

  private async begin(actor: VisitorActor, page: PageInput, now: Date): Promise<string> {
    const id = newId();
    await this.unitOfWork.query(
      `INSERT INTO visits (brand_id, id, site_id, visitor_id, started_at, last_at, pages, referrer)
       VALUES ($1, $2, $3, $4, $5, $5, 1, $6)`,
      [actor.brandId, id, actor.siteId, actor.id, now, page.referrer || null],
    );
    return id;
  }
}
