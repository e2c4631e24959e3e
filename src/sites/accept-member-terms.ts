import { Injectable } from '@nestjs/common';
import { Clock, notFound, type MemberActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { Documents } from './documents.queries.js';
import { MemberTermsAccepted } from './sites.events.js';

export interface AcceptMemberTermsInput {
  documentIds: readonly string[];
}

/** One act of a member that accepts one or several of the brand's documents for members, each recorded once. */
@Injectable()
export class AcceptMemberTerms {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly documents: Documents,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: MemberActor, { documentIds }: AcceptMemberTermsInput): Promise<void> {
    await this.unitOfWork.run(actor.brandId, async () => {
      const published = await this.documents.published(actor.brandId, 'members');
      if (!documentIds.every((id) => published.some((document) => document.id === id))) throw notFound();
      const recorded = await this.unitOfWork.query<{ id: string }>(
        `INSERT INTO member_consents (brand_id, member_id, document_id, locale, at)
         SELECT $1::uuid, $2::uuid, d.id, $4::text, $5::timestamptz FROM unnest($3::uuid[]) d (id)
         ON CONFLICT DO NOTHING RETURNING document_id AS id`,
        [actor.brandId, actor.id, documentIds, actor.locale, this.clock.now()],
      );
      if (recorded.length === 0) return;
      await this.events.record(actor, MemberTermsAccepted, {
        subjectId: actor.id,
        data: { documentIds: recorded.map(({ id }) => id) },
      });
    });
  }
}
