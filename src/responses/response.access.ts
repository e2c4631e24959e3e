import { Injectable } from '@nestjs/common';
import { forbidden, isId, may, notFound, type Actor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import type { ResponseState } from './domain/response.js';

/** The only way to a response that is to be changed: one's own, and as a manager those of groups and of the brand. */
@Injectable()
export class ResponseAccess {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async response(actor: Actor, id: string): Promise<ResponseState> {
    const response = await this.find(actor, id);
    if (!response) throw notFound();
    return response;
  }

  /** Null where there is none; that of another member looks as if there were none. */
  async find(actor: Actor, id: string): Promise<ResponseState | null> {
    if (!isId(id)) throw notFound();
    const [row] = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<ResponseState & { memberId: string | null }>(
        `SELECT r.member_id AS "memberId", r.group_id AS "groupId", r.shortcut, r.title,
           CASE WHEN r.member_id IS NOT NULL THEN 'mine' WHEN r.group_id IS NOT NULL THEN 'group' ELSE 'brand' END AS scope,
           (SELECT coalesce(json_object_agg(t.locale, t.body), '{}') FROM response_texts t
             WHERE t.brand_id = r.brand_id AND t.response_id = r.id) AS bodies
         FROM responses r WHERE r.brand_id = $1 AND r.id = $2`,
        [actor.brandId, id],
      ),
    );
    if (!row) return null;
    const { memberId, ...response } = row;
    if (memberId !== null && memberId !== actor.id) throw notFound();
    if (memberId === null && !mayShare(actor)) throw forbidden();
    return response;
  }
}

/** Responses that others use are a manager's to change. */
export function mayShare(actor: Actor): boolean {
  return may(actor, 'responses.share');
}
