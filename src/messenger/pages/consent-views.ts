import { Injectable } from '@nestjs/common';
import { textParts } from '../../conversations/index.js';
import type { VisitorActor } from '../../kernel/index.js';
import { Documents, Texts, type PublicSite } from '../../sites/index.js';
import { Consents } from '../../visitors/index.js';
import type { ConsentView } from './messenger.view.js';

/** What a visitor has yet to accept, as the messenger asks for it. */
@Injectable()
export class ConsentViews {
  constructor(
    private readonly consents: Consents,
    private readonly documents: Documents,
    private readonly texts: Texts,
  ) {}

  /** Within a unit of work; null where everything is accepted. */
  async of(actor: VisitorActor, site: PublicSite): Promise<ConsentView | null> {
    const outstanding = await this.consents.outstanding(actor);
    if (outstanding.length === 0) return null;
    const documents: ConsentView['documents'] = [];
    for (const { id } of outstanding) {
      const { title } = await this.documents.text(actor.brandId, id, actor.locale);
      documents.push({ id, title, url: `/w/${site.key}/documents/${id}?lang=${actor.locale}` });
    }
    return {
      text: textParts(await this.texts.text(site.brandId, site.id, 'consent', actor.locale)),
      documents,
    };
  }
}
