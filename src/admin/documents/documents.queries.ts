import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';
import type { DocumentVersion } from '../../sites/index.js';
import type { Series } from './document.form.js';

/** The present version of a document; 0 where none was published yet. */
export interface DocumentState {
  id: string | null;
  version: number;
}

/** More acceptances than this are not counted for a page. */
export const COUNTED = 10_000;

/** Versions of documents with how many people accepted each, and their words in every language. */
@Injectable()
export class DocumentQueries {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  versions(actor: Actor): Promise<(DocumentVersion & { accepted: number })[]> {
    return this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<DocumentVersion & { accepted: number }>(
        `SELECT d.id, d.audience, d.kind, d.version, d.must_accept AS "mustAccept", d.published_at AS "publishedAt",
           CASE d.audience
             WHEN 'members' THEN (SELECT count(*) FROM member_consents c
               WHERE c.brand_id = d.brand_id AND c.document_id = d.id)
             ELSE (SELECT count(*) FROM (
               SELECT FROM consents c JOIN visitors v ON v.brand_id = c.brand_id AND v.id = c.visitor_id
               WHERE c.brand_id = d.brand_id AND c.document_id = d.id AND v.merged_into IS NULL
               LIMIT ${COUNTED + 1}) people)
           END::integer AS accepted
         FROM documents d WHERE d.brand_id = $1 ORDER BY d.audience, d.kind, d.version DESC`,
        [actor.brandId],
      ),
    );
  }

  async state(actor: Actor, { audience, kind }: Series): Promise<DocumentState> {
    const [state] = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<DocumentState>(
        `SELECT id, version FROM documents WHERE brand_id = $1 AND audience = $2 AND kind = $3
         ORDER BY version DESC LIMIT 1`,
        [actor.brandId, audience, kind],
      ),
    );
    return state ?? { id: null, version: 0 };
  }

  texts(actor: Actor, id: string): Promise<{ locale: string; title: string; body: string }[]> {
    return this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<{ locale: string; title: string; body: string }>(
        `SELECT t.locale, t.title, t.body FROM document_texts t JOIN brands b ON b.id = t.brand_id
         WHERE t.brand_id = $1 AND t.document_id = $2 ORDER BY t.locale = b.default_locale DESC, t.locale`,
        [actor.brandId, id],
      ),
    );
  }
}
