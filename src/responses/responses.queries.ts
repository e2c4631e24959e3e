import { Injectable } from '@nestjs/common';
import type { MemberActor } from '../kernel/index.js';
import { pageOf, UnitOfWork } from '../platform/index.js';
import { folded } from './domain/response.js';

export interface ResponseRow {
  id: string;
  shortcut: string;
  title: string;
  /** The group's name, null for a member's own and for the brand's. */
  group: string | null;
  locales: string[];
  updatedAt: Date;
}

export interface ResponseFilter {
  /** A member's own, or those that others use too. */
  whose: 'mine' | 'shared';
  search: string;
  /** Only what stands behind this one. */
  after: string | null;
}

const PAGE = 100;

/** Canned responses for the pages that change them, by shortcut, a page at a time. */
@Injectable()
export class ResponseList {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async page(
    { brandId, id }: MemberActor,
    { whose, search, after }: ResponseFilter,
  ): Promise<{ responses: ResponseRow[]; next: string | null }> {
    const found = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<ResponseRow>(
        `SELECT r.id, r.shortcut, r.title, g.name AS "group", r.updated_at AS "updatedAt",
           ARRAY(SELECT t.locale FROM response_texts t
             WHERE t.brand_id = r.brand_id AND t.response_id = r.id ORDER BY t.locale) AS locales
         FROM responses r LEFT JOIN groups g ON g.brand_id = r.brand_id AND g.id = r.group_id
         WHERE r.brand_id = $1 AND r.member_id IS NOT DISTINCT FROM $2
           AND ($3 = '' OR strpos(r.folded, $3) > 0 OR EXISTS (SELECT FROM response_texts t
             WHERE t.brand_id = r.brand_id AND t.response_id = r.id AND strpos(t.folded, $3) > 0))
           AND ($4::uuid IS NULL OR (r.folded, r.id) > (SELECT a.folded, a.id FROM responses a
             WHERE a.brand_id = $1 AND a.id = $4 AND a.member_id IS NOT DISTINCT FROM $2))
         ORDER BY r.folded, r.id LIMIT ${PAGE + 1}`,
        [brandId, whose === 'mine' ? id : null, folded(search.trim()).slice(0, 100), after],
      ),
    );
    const [responses, next] = pageOf(found, PAGE, (last) => last.id);
    return { responses, next };
  }
}
