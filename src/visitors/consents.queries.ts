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
        'SELECT document_id AS id FROM consents WHERE brand_id = $1 AND visitor_id = $2',
        [actor.brandId, actor.id],
      );
      return outstandingDocuments(published, new Set(accepted.map(({ id }) => id)));
    });
  }
}
