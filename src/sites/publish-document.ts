import { Injectable } from '@nestjs/common';
import {
  Clock,
  invalidFields,
  isBlank,
  isStorable,
  lengthOf,
  newId,
  requirePermission,
  type Actor,
} from '../kernel/index.js';
import { Events, UnitOfWork, VISITOR_LOCALES } from '../platform/index.js';
import type { Audience } from './documents.queries.js';
import { DocumentPublished } from './sites.events.js';

export interface PublishDocumentInput {
  audience: Audience;
  kind: 'terms' | 'privacy';
  /** Whether those who accepted an earlier version are asked again; the first version always must be accepted. */
  mustAccept: boolean;
  texts: Record<string, { title: string; body: string }>;
}

const LONGEST_TITLE = 200;
const LONGEST_BODY = 100_000;

/** Publishes the next version of a document; versions are never changed afterwards. */
@Injectable()
export class PublishDocument {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, input: PublishDocumentInput): Promise<string> {
    requirePermission(actor, 'documents.change');
    const texts = checkTexts(input.texts);
    const id = newId();
    await this.unitOfWork.run(actor.brandId, async () => {
      await this.unitOfWork.query('SELECT 1 FROM brand_settings WHERE brand_id = $1 FOR UPDATE', [
        actor.brandId,
      ]);
      const { version } = await this.unitOfWork.one<{ version: number }>(
        `INSERT INTO documents (brand_id, id, audience, kind, version, must_accept, published_at)
         SELECT $1::uuid, $2::uuid, $3::text, $4::text, coalesce(max(version), 0) + 1, $5::boolean OR max(version) IS NULL, $6::timestamptz FROM documents
         WHERE brand_id = $1 AND audience = $3 AND kind = $4
         RETURNING version`,
        [actor.brandId, id, input.audience, input.kind, input.mustAccept, this.clock.now()],
      );
      for (const [locale, { title, body }] of texts) {
        await this.unitOfWork.query(
          'INSERT INTO document_texts (brand_id, document_id, locale, title, body) VALUES ($1, $2, $3, $4, $5)',
          [actor.brandId, id, locale, title.trim(), body],
        );
      }
      const { audience, kind, mustAccept } = input;
      await this.events.record(actor, DocumentPublished, {
        subjectId: id,
        data: {
          before: version === 1 ? null : { audience, kind, version: version - 1 },
          after: {
            audience,
            kind,
            version,
            mustAccept: mustAccept || version === 1,
            locales: texts.map(([locale]) => locale),
          },
        },
      });
    });
    return id;
  }
}

function checkTexts(texts: PublishDocumentInput['texts']): [string, { title: string; body: string }][] {
  const written = Object.entries(texts).filter(([, { title, body }]) => !isBlank(title) || !isBlank(body));
  const fields: Record<string, string> = {};
  if (written.length === 0) fields.texts = 'document_text_needed';
  for (const [locale, { title, body }] of written) {
    if (!VISITOR_LOCALES.some((known) => known === locale)) fields[locale] = 'site_language';
    if (isBlank(title) || !isStorable(title) || lengthOf(title) > LONGEST_TITLE)
      fields[`title_${locale}`] = 'document_title';
    if (isBlank(body) || !isStorable(body) || lengthOf(body) > LONGEST_BODY)
      fields[`body_${locale}`] = 'document_body';
  }
  if (Object.keys(fields).length > 0) throw invalidFields(fields);
  return written;
}
