import { Injectable } from '@nestjs/common';
import { notFound } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import type { Subscriber } from './unsubscribe-links.js';

export interface Subscription {
  siteId: string;
  locale: string;
  wanted: boolean;
}

@Injectable()
export class Subscriptions {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async of({ brandId, visitorId }: Subscriber): Promise<Subscription> {
    const [row] = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<Subscription>(
        `SELECT v.site_id AS "siteId", v.locale, p.email_notifications AS wanted
         FROM visitors v JOIN visitors p ON p.brand_id = $1 AND p.id = v.person_id
         WHERE v.brand_id = $1 AND v.id = $2`,
        [brandId, visitorId],
      ),
    );
    if (!row) throw notFound();
    return row;
  }
}
