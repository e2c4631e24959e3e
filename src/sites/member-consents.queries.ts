import { Injectable } from '@nestjs/common';
import type { MemberActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { Documents, type DocumentVersion } from './documents.queries.js';
import { outstandingDocuments } from './domain/outstanding-documents.js';

/** What members have accepted of the brand's terms for them, and what they have yet to accept before they write. */
@Injectable()
export class MemberConsents {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly documents: Documents,
  ) {}

  async outstanding({ brandId, id }: MemberActor): Promise<DocumentVersion[]> {
    return this.unitOfWork.run(brandId, async () => {
      const published = await this.documents.published(brandId, 'members');
      if (published.length === 0) return [];
      const accepted = await this.unitOfWork.query<{ id: string }>(
        'SELECT document_id AS id FROM member_consents WHERE brand_id = $1 AND member_id = $2',
        [brandId, id],
      );
      return outstandingDocuments(published, new Set(accepted.map((document) => document.id)));
    });
  }
}
