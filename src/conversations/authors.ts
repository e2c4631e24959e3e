import { Injectable } from '@nestjs/common';
import { byActor, forbidden, notFound, Refusal, type Actor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';

interface Standing {
  is_blocked: boolean;
  has_accepted: boolean;
}

/** Who may write at all, in a conversation or before there is one. */
@Injectable()
export class Authors {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Refuses a visitor who is blocked, as if nothing worked just now, and whoever has not accepted the brand's terms; within a unit of work. */
  async check(actor: Actor): Promise<void> {
    const standingOf = byActor(actor, {
      member: () => 'SELECT false AS is_blocked, has_accepted FROM member_standing($1, ARRAY[$2::uuid])',
      visitor: () => 'SELECT is_blocked, has_accepted FROM visitor_authors($1, ARRAY[$2::uuid])',
      operator: () => {
        throw forbidden();
      },
      system: () => null,
    });
    if (standingOf === null) return;
    const [standing] = await this.unitOfWork.query<Standing>(standingOf, [actor.brandId, actor.id]);
    if (!standing) throw notFound();
    if (standing.is_blocked) throw new Refusal('unavailable', 'unavailable');
    if (!standing.has_accepted) throw new Refusal('forbidden', 'consent_missing');
  }
}
