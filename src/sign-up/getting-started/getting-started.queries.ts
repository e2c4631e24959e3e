import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';

export interface Progress {
  siteId: string | null;
  siteName: string | null;
  /** When a page of the site last loaded the messenger. */
  seenAt: Date | null;
  hasOwnOpening: boolean;
  hasHours: boolean;
  hasInvited: boolean;
  hasClosed: boolean;
  isPutAway: boolean;
}

/** How far a new brand has come with what makes a first conversation possible. */
@Injectable()
export class GettingStarted {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  progress({ brandId }: Actor): Promise<Progress> {
    return this.unitOfWork.run(brandId, () =>
      this.unitOfWork.one<Progress>(
        `SELECT s.id AS "siteId", s.name AS "siteName",
           (SELECT max(v.last_at) FROM visits v WHERE v.brand_id = $1) AS "seenAt",
           EXISTS (SELECT FROM texts WHERE brand_id = $1 AND code = 'opening') AS "hasOwnOpening",
           EXISTS (SELECT FROM hours WHERE brand_id = $1) AS "hasHours",
           (SELECT count(*) > 1 FROM members WHERE brand_id = $1 AND status <> 'removed')
             OR EXISTS (SELECT FROM invitations WHERE brand_id = $1 AND state = 'open') AS "hasInvited",
           EXISTS (SELECT FROM conversations WHERE brand_id = $1 AND state = 'closed') AS "hasClosed",
           b.getting_started_put_away_at IS NOT NULL AS "isPutAway"
         FROM brand_settings b
         LEFT JOIN LATERAL (SELECT id, name FROM sites WHERE brand_id = $1 ORDER BY created_at, id LIMIT 1) s ON true
         WHERE b.brand_id = $1`,
        [brandId],
      ),
    );
  }

  /** Whether there is something left to do before the first conversation, and nobody has put the list away. */
  async isWanted({ brandId }: Actor): Promise<boolean> {
    const { wanted } = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.one<{ wanted: boolean }>(
        `SELECT getting_started_put_away_at IS NULL
           AND NOT EXISTS (SELECT FROM conversations WHERE brand_id = $1 AND state = 'closed') AS wanted
         FROM brand_settings WHERE brand_id = $1`,
        [brandId],
      ),
    );
    return wanted;
  }

  /** The first site, and the first rule that distributes. */
  siteAndRule({ brandId }: Actor): Promise<{ siteId: string | null; ruleId: string | null }> {
    return this.unitOfWork.run(brandId, () =>
      this.unitOfWork.one<{ siteId: string | null; ruleId: string | null }>(
        `SELECT (SELECT id FROM sites WHERE brand_id = $1 ORDER BY created_at, id LIMIT 1) AS "siteId",
           (SELECT id FROM rules WHERE brand_id = $1 AND enabled ORDER BY id LIMIT 1) AS "ruleId"`,
        [brandId],
      ),
    );
  }
}
