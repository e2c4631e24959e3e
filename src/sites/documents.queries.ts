import { Injectable } from '@nestjs/common';
import { isId, notFound } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import type { PublishedDocument } from './domain/outstanding-documents.js';

export type Audience = 'visitors' | 'members';

export interface DocumentVersion extends PublishedDocument {
  audience: Audience;
  publishedAt: Date;
}

export interface DocumentText {
  id: string;
  kind: 'terms' | 'privacy';
  version: number;
  locale: string;
  title: string;
  body: string;
}

/** The terms that people of a brand accept. */
@Injectable()
export class Documents {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Every version, newest first. */
  published(brandId: string, audience: Audience): Promise<DocumentVersion[]> {
    return this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<DocumentVersion>(
        `SELECT id, kind, version, audience, must_accept AS "mustAccept", published_at AS "publishedAt"
         FROM documents WHERE brand_id = $1 AND audience = $2 ORDER BY kind DESC, version DESC`,
        [brandId, audience],
      ),
    );
  }

  /** A document to read: in the reader's language, else the brand's, else whichever it has. */
  async text(brandId: string, id: string, locale: string): Promise<DocumentText> {
    if (!isId(id)) throw notFound();
    const [text] = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<DocumentText>(
        `SELECT d.id, d.kind, d.version, t.locale, t.title, t.body
         FROM documents d JOIN brands b ON b.id = d.brand_id
         JOIN document_texts t ON t.brand_id = d.brand_id AND t.document_id = d.id
         WHERE d.brand_id = $1 AND d.id = $2
         ORDER BY t.locale = $3 DESC, t.locale = b.default_locale DESC, t.locale LIMIT 1`,
        [brandId, id, locale],
      ),
    );
    if (!text) throw notFound();
    return text;
  }
}
