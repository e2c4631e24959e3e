import { Injectable } from '@nestjs/common';
import { Clock, notFound, type VisitorActor } from '../kernel/index.js';
import { Events, Secrets, UnitOfWork } from '../platform/index.js';
import { Documents } from '../sites/index.js';
import { TermsAccepted } from './visitors.events.js';

export interface AcceptTermsInput {
  documentIds: string[];
  /** Where the acceptance came from; kept as a hash. */
  address: string;
}

/** One act that accepts one or several documents. Each is recorded once, with its version by its id. */
@Injectable()
export class AcceptTerms {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly documents: Documents,
    private readonly secrets: Secrets,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: VisitorActor, { documentIds, address }: AcceptTermsInput): Promise<void> {
    await this.unitOfWork.run(actor.brandId, async () => {
      const published = await this.documents.published(actor.brandId, 'visitors');
      if (!documentIds.every((id) => published.some((document) => document.id === id))) throw notFound();
      const recorded = await this.unitOfWork.query<{ id: string }>(
        `INSERT INTO consents (brand_id, visitor_id, document_id, locale, address_hash, at)
         SELECT v.brand_id, v.person_id, d.id, $4::text, $5::text, $6::timestamptz
         FROM visitors v, unnest($3::uuid[]) d (id) WHERE v.brand_id = $1 AND v.id = $2
         ON CONFLICT DO NOTHING RETURNING document_id AS id`,
        [
          actor.brandId,
          actor.id,
          documentIds,
          actor.locale,
          this.secrets.mac('address', `${actor.brandId} ${address}`),
          this.clock.now(),
        ],
      );
      if (recorded.length === 0) return;
      await this.events.record(actor, TermsAccepted, {
        subjectId: actor.id,
        data: { documentIds: recorded.map(({ id }) => id) },
      });
    });
  }
}
