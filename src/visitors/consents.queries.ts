import { Injectable } from '@nestjs/common';
import type { VisitorActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { Documents, outstandingDocuments, type DocumentVersion } from '../sites/index.js';

/** What visitors have accepted, and what they have yet to accept before anything is written. */
@Injectable()
export class Consents {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly documents: Documents,
  ) {}

  async outstanding(actor: VisitorActor): Promise<DocumentVersion[]> {
    return this.unitOfWork.run(actor.brandId, async () => {
      const published = await this.documents.published(actor.brandId, 'visitors');
      if (published.length === 0) return [];
      const accepted = await this.unitOfWork.query<{ id: string }>(
        `SELECT k.document_id AS id FROM visitors v JOIN consents k
           ON k.brand_id = v.brand_id AND k.visitor_id IN (v.id, v.merged_into)
         WHERE v.brand_id = $1 AND v.id = $2`,
        [actor.brandId, actor.id],
      );
      return outstandingDocuments(published, new Set(accepted.map(({ id }) => id)));
    });
  }
}
